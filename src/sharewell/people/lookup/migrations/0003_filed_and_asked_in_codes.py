"""Filing a record in codes, asking in one round trip, telling who was found, and letting custodians know."""

from django.db import migrations

OLD_STORE = """
-- The store is made from the agencies' lists; what was in its first form is filed anew when they are loaded again.
DROP FUNCTION priv.lookup_find(text[]);
DROP FUNCTION priv.lookup_feed(uuid, boolean, jsonb, text[]);
DROP TABLE lookup_key;
DELETE FROM lookup_entry;
ALTER TABLE lookup_log DROP COLUMN keys, DROP COLUMN found, DROP COLUMN locked;
ALTER TABLE lookup_log ADD COLUMN purpose text NOT NULL DEFAULT '', ADD COLUMN told integer[],
    ADD COLUMN transaction xid8 NOT NULL DEFAULT pg_current_xact_id();
-- A question waits here until the worker has looked whether a locked record fits it; then it is forgotten.
CREATE TABLE lookup_question (log_id bigint PRIMARY KEY REFERENCES lookup_log, asked jsonb NOT NULL);
ALTER TABLE lookup_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE lookup_question FORCE ROW LEVEL SECURITY;
CREATE POLICY only_through_functions ON lookup_question TO sharewell_owner USING (true) WITH CHECK (true);
CREATE INDEX lookup_entry_locked ON lookup_entry (pid) WHERE is_locked;
"""
FEED = """
-- Spellings get a code once: the first three letters' number, then the next place among those that begin so.
CREATE FUNCTION priv.lookup_codes(spellings jsonb) RETURNS TABLE (spelling text, code int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
    one record;
    next_code int;
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    FOR one IN SELECT s.key AS text, (s.value->>'prefix')::int AS prefix, s.value->'keys' AS keys
               FROM jsonb_each(spellings) s
               WHERE NOT EXISTS (SELECT 1 FROM public.lookup_name n WHERE n.text = s.key COLLATE "C") ORDER BY s.key
    LOOP
        PERFORM pg_advisory_xact_lock(hashtext('lookup_name'));
        IF EXISTS (SELECT 1 FROM public.lookup_name n WHERE n.text = one.text COLLATE "C") THEN CONTINUE; END IF;
        SELECT coalesce(max(n.code), one.prefix * 65536) + 1 INTO next_code FROM public.lookup_name n
            WHERE n.code BETWEEN one.prefix * 65536 AND one.prefix * 65536 + 65534;
        INSERT INTO public.lookup_name (code, text) VALUES (next_code, one.text);
        INSERT INTO public.lookup_name_key (key, code)
            SELECT k::int, next_code FROM jsonb_array_elements_text(one.keys) k ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN QUERY SELECT n.text::text, n.code FROM public.lookup_name n
        WHERE n.text IN (SELECT k COLLATE "C" FROM jsonb_object_keys(spellings) k);
END $$;

-- An agency files its own record, anew when it has changed. A locked one gets no facets: nothing can find it.
CREATE FUNCTION priv.lookup_file(record uuid, locked boolean, says jsonb, numbers text[], families int[], givens int[],
    place int, born smallint, sex smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
DECLARE
    found_pid int;
    asker uuid := priv.agency();
BEGIN
    IF asker IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    IF EXISTS (SELECT 1 FROM public.lookup_entry e WHERE e.record_id = record AND e.agency_id <> asker) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not your record'; END IF;
    INSERT INTO public.lookup_entry (record_id, agency_id, is_locked, known) VALUES (record, asker, locked, says)
        ON CONFLICT (record_id) DO UPDATE SET is_locked = excluded.is_locked, known = excluded.known
        RETURNING pid INTO found_pid;
    UPDATE public.lookup_name n SET families = n.families - 1
        WHERE n.code IN (SELECT f.family FROM public.lookup_facet f WHERE f.pid = found_pid);
    UPDATE public.lookup_name n SET givens = n.givens - 1
        WHERE n.code IN (SELECT f.given FROM public.lookup_facet f WHERE f.pid = found_pid);
    DELETE FROM public.lookup_facet f WHERE f.pid = found_pid;
    DELETE FROM public.lookup_number x WHERE x.pid = found_pid;
    IF locked THEN RETURN; END IF;
    INSERT INTO public.lookup_facet
        SELECT found_pid, f, g, lookup_file.place, lookup_file.born, lookup_file.born,
               lookup_file.born, lookup_file.born, lookup_file.sex
        FROM unnest(families) f CROSS JOIN unnest(givens) g;
    INSERT INTO public.lookup_number (number, pid) SELECT DISTINCT n, found_pid FROM unnest(numbers) n;
    UPDATE public.lookup_name n SET families = n.families + 1 WHERE n.code = ANY (lookup_file.families);
    UPDATE public.lookup_name n SET givens = n.givens + 1 WHERE n.code = ANY (lookup_file.givens);
END $$;
"""
ARGUMENTS = (
    "numbers text[], family text[], family_keys int[], given text[], given_near text[], given_keys int[],"
    " given_from int, given_to int, day smallint, swapped smallint, days smallint[], from_day smallint,"
    " to_day smallint, place_at int, place_from int, place_to int"
)
NAMES = ", ".join(argument.split()[0] for argument in ARGUMENTS.split(", "))
ASK = f"""
-- The hub asks: logged before anything is read. A locked record has no facets, so that it changes nothing here, not
-- even the time; whether one fits is looked at afterwards, and only its custodian is told.
CREATE FUNCTION priv.lookup_find({ARGUMENTS}, asked jsonb)
RETURNS TABLE (pid int, family_code int, given_code int, place int, born smallint, sex smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    asker uuid := priv.agency();
    log bigint;
BEGIN
    IF asker IS NULL OR NOT EXISTS (SELECT 1 FROM public.directory_agency a WHERE a.id = asker AND a.hub_route <> '') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the hub may ask'; END IF;
    INSERT INTO public.lookup_log (agency_id, practitioner_id, purpose)
        VALUES (asker, priv.practitioner(), coalesce(priv.purpose(), '')) RETURNING id INTO log;
    INSERT INTO public.lookup_question (log_id, asked) VALUES (log, lookup_find.asked);
    RETURN QUERY SELECT * FROM priv.lookup_arms({NAMES});
END $$;

-- What the records say that are worth showing: at most twenty, only beside a question, and noted with it.
CREATE FUNCTION priv.lookup_tell(pids int[])
RETURNS TABLE (pid int, record_id uuid, agency_id uuid, known jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.lookup_log l SET told = pids
        WHERE l.id = (SELECT max(x.id) FROM public.lookup_log x WHERE x.practitioner_id = priv.practitioner())
          AND l.transaction = pg_current_xact_id() AND cardinality(pids) <= 20;
    IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'no question was asked'; END IF;
    RETURN QUERY SELECT e.pid, e.record_id, e.agency_id, e.known FROM public.lookup_entry e
        WHERE e.pid = ANY (pids) AND NOT e.is_locked;
END $$;
CREATE INDEX lookup_log_last ON lookup_log (practitioner_id, id);

-- Spellings behind codes, for scoring; and how many people the shares are of.
CREATE FUNCTION priv.lookup_spellings(codes int[]) RETURNS TABLE (code int, text text, families int, givens int, entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    RETURN QUERY SELECT n.code, n.text::text, n.families, n.givens, (SELECT count(*) FROM public.lookup_entry)
        FROM public.lookup_name n WHERE n.code = ANY (codes);
END $$;
"""  # noqa: S608 - put together from the constants above
CUSTODIANS = """
-- The worker compares the questions that wait with the locked records, tells the custodians, and forgets the questions.
CREATE FUNCTION priv.lookup_waiting() RETURNS TABLE (log_id bigint, asked jsonb)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT q.log_id, q.asked FROM public.lookup_question q ORDER BY q.log_id LIMIT 500 $$;
CREATE FUNCTION priv.lookup_locked() RETURNS TABLE (pid int, known jsonb)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT e.pid, e.known FROM public.lookup_entry e WHERE e.is_locked $$;
CREATE FUNCTION priv.lookup_looked_at(log_ids bigint[], sought int[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO public.notices_notice (id, agency_id, kind, about, made_at)
        SELECT gen_random_uuid(), e.agency_id, 'locked_record_sought', e.record_id, now()
          FROM unnest(sought) s JOIN public.lookup_entry e ON e.pid = s AND e.is_locked;
    DELETE FROM public.lookup_question q WHERE q.log_id = ANY (log_ids);
$$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA priv FROM PUBLIC;
"""
GRANTS = f"""
GRANT EXECUTE ON FUNCTION priv.lookup_codes(jsonb), priv.lookup_tell(int[]), priv.lookup_spellings(int[]),
    priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int, smallint, smallint),
    priv.lookup_find({", ".join(argument.split()[1] for argument in ARGUMENTS.split(", "))}, jsonb)
    TO sharewell_app, sharewell_worker;
GRANT EXECUTE ON FUNCTION priv.lookup_waiting(), priv.lookup_locked(), priv.lookup_looked_at(bigint[], int[])
    TO sharewell_worker;
"""


class Migration(migrations.Migration):
    """The first form of the store is replaced; it cannot be brought back, since it holds nothing of its own."""

    dependencies = [("lookup", "0002_coded_facets"), ("notices", "0002_whose_rows")]
    operations = [migrations.RunSQL(OLD_STORE + FEED + ASK + CUSTODIANS + GRANTS)]
