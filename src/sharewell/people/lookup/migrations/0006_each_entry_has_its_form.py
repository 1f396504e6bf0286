"""Each entry says in which form it is filed, so that an upgrade can file it anew while look-ups go on."""

from django.db import migrations

TABLES = """
-- What is there already is of form 1; nothing is rewritten.
ALTER TABLE lookup_entry ADD COLUMN form smallint NOT NULL DEFAULT 1;
ALTER TABLE lookup_name ADD COLUMN form smallint NOT NULL DEFAULT 1;
-- The form that everything is in, or is being brought to: one row.
CREATE TABLE lookup_form (form smallint NOT NULL);
INSERT INTO lookup_form VALUES (1);
-- Whose records are still to be brought to it, and how far that has come.
CREATE TABLE lookup_refiling (
    agency_id uuid PRIMARY KEY,
    form smallint NOT NULL,
    reached uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    is_done boolean NOT NULL DEFAULT false
);
"""
POLICIES = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    f"CREATE POLICY only_through_functions ON {table} TO sharewell_owner USING (true) WITH CHECK (true);\n"
    for table in ("lookup_form", "lookup_refiling")
)
OLD = """
DROP FUNCTION priv.lookup_codes(jsonb);
DROP FUNCTION priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int[], smallint, smallint);
"""
FEED = """
-- Spellings get a code once: the first three letters' number, then the next place among those that begin so. The keys
-- of another form are added to a spelling that is there; those it has stay, for entries that are still filed by them.
CREATE FUNCTION priv.lookup_codes(spellings jsonb, filed smallint) RETURNS TABLE (spelling text, code int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
    one record;
    its_code int;
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    FOR one IN SELECT s.key AS text, (s.value->>'prefix')::int AS prefix, s.value->'keys' AS keys
               FROM jsonb_each(spellings) s
               WHERE NOT EXISTS (SELECT 1 FROM public.lookup_name n WHERE n.text = s.key COLLATE "C" AND n.form >= filed)
               ORDER BY s.key
    LOOP
        PERFORM pg_advisory_xact_lock(hashtext('lookup_name'));
        SELECT n.code INTO its_code FROM public.lookup_name n WHERE n.text = one.text COLLATE "C";
        IF its_code IS NULL THEN
            SELECT coalesce(max(n.code), one.prefix * 65536) + 1 INTO its_code FROM public.lookup_name n
                WHERE n.code BETWEEN one.prefix * 65536 AND one.prefix * 65536 + 65534;
            INSERT INTO public.lookup_name (code, text, form) VALUES (its_code, one.text, filed);
        ELSE
            UPDATE public.lookup_name n SET form = filed WHERE n.code = its_code AND n.form < filed;
        END IF;
        INSERT INTO public.lookup_name_key (key, code)
            SELECT k::int, its_code FROM jsonb_array_elements_text(one.keys) k ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN QUERY SELECT n.text::text, n.code FROM public.lookup_name n
        WHERE n.text IN (SELECT k COLLATE "C" FROM jsonb_object_keys(spellings) k);
END $$;

-- An agency files its own record, anew when it has changed. A closed one gets no facets: nothing can find it.
CREATE FUNCTION priv.lookup_file(record uuid, locked boolean, says jsonb, numbers text[], families int[], givens int[],
    places int[], born smallint, sex smallint, filed smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
    found_pid int;
    asker uuid := priv.agency();
BEGIN
    IF asker IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    IF EXISTS (SELECT 1 FROM public.lookup_entry e WHERE e.record_id = record AND e.agency_id <> asker) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not your record'; END IF;
    INSERT INTO public.lookup_entry (record_id, agency_id, is_locked, known, form)
        VALUES (record, asker, locked, says, filed)
        ON CONFLICT (record_id) DO UPDATE
           SET is_locked = excluded.is_locked, known = excluded.known, form = excluded.form
        RETURNING pid INTO found_pid;
    PERFORM priv.lookup_clear(found_pid);
    IF locked THEN RETURN; END IF;
    INSERT INTO public.lookup_facet
        SELECT found_pid, f, g, p, lookup_file.born, lookup_file.born, lookup_file.born, lookup_file.born, lookup_file.sex
        FROM unnest(families) f CROSS JOIN unnest(givens) g CROSS JOIN unnest(places) p;
    INSERT INTO public.lookup_number (number, pid) SELECT DISTINCT n, found_pid FROM unnest(numbers) n;
    UPDATE public.lookup_name n SET families = n.families + 1 WHERE n.code = ANY (lookup_file.families);
    UPDATE public.lookup_name n SET givens = n.givens + 1 WHERE n.code = ANY (lookup_file.givens);
END $$;
"""
REFILE = """
-- After an upgrade: every agency's records are to be brought to a form, once; gives whether any still are.
CREATE FUNCTION priv.lookup_refiling_begin(wanted smallint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    UPDATE public.lookup_form f SET form = wanted WHERE f.form < wanted;
    IF FOUND THEN
        INSERT INTO public.lookup_refiling (agency_id, form) SELECT a.id, wanted FROM public.directory_agency a
            ON CONFLICT (agency_id) DO UPDATE SET form = excluded.form, reached = DEFAULT, is_done = false;
    END IF;
    RETURN EXISTS (SELECT 1 FROM public.lookup_refiling r WHERE NOT r.is_done);
END $$;

-- The next agency whose records are still to be brought to today's form, and how far that has come.
CREATE FUNCTION priv.lookup_refiling_next() RETURNS TABLE (agency_id uuid, reached uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT r.agency_id, r.reached FROM public.lookup_refiling r WHERE NOT r.is_done ORDER BY r.agency_id LIMIT 1 $$;

-- Which of its own records the acting agency has not filed in a form, or not at all.
CREATE FUNCTION priv.lookup_not_in_form(records uuid[], wanted smallint) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT r.id FROM unnest(records) r (id) WHERE NOT EXISTS (
        SELECT 1 FROM public.lookup_entry e WHERE e.record_id = r.id AND e.form >= wanted
           AND e.agency_id = (SELECT priv.agency())) $$;

-- How far the acting agency's records have been brought.
CREATE FUNCTION priv.lookup_refiled(so_far uuid, whole boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    UPDATE public.lookup_refiling r SET reached = coalesce(so_far, r.reached), is_done = whole
        WHERE r.agency_id = (SELECT priv.agency()) $$;

-- Whose records are not all filed in today's form yet, so that silence is not taken for no: agencies, never people.
CREATE FUNCTION priv.lookup_being_refiled() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT r.agency_id FROM public.lookup_refiling r WHERE NOT r.is_done $$;
REVOKE ALL ON FUNCTION priv.lookup_codes(jsonb, smallint), priv.lookup_refiling_begin(smallint),
    priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int[], smallint, smallint, smallint),
    priv.lookup_refiling_next(), priv.lookup_not_in_form(uuid[], smallint), priv.lookup_refiled(uuid, boolean),
    priv.lookup_being_refiled() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.lookup_codes(jsonb, smallint), priv.lookup_being_refiled(),
    priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int[], smallint, smallint, smallint)
    TO sharewell_app, sharewell_worker;
GRANT EXECUTE ON FUNCTION priv.lookup_refiling_begin(smallint), priv.lookup_refiling_next(),
    priv.lookup_not_in_form(uuid[], smallint), priv.lookup_refiled(uuid, boolean) TO sharewell_worker;
"""


class Migration(migrations.Migration):
    """Migrating begins the refiling and the worker does it; an older form is found as before until then."""

    dependencies = [("lookup", "0005_custodians_are_written_to")]
    operations = [migrations.RunSQL(TABLES + POLICIES + OLD + FEED + REFILE)]
