"""Spellings near to a family name are sought among those that somebody bears as one; near to a first name likewise."""

from django.db import migrations

BORNE = """
-- As which name a spelling is borne, or has been: many first names are near to some family name that nobody has.
ALTER TABLE lookup_name_key ADD COLUMN is_family boolean NOT NULL DEFAULT false,
    ADD COLUMN is_given boolean NOT NULL DEFAULT false;
UPDATE lookup_name_key k SET is_family = n.families > 0, is_given = n.givens > 0 FROM lookup_name n WHERE n.code = k.code;
ALTER TABLE lookup_name_key DROP CONSTRAINT lookup_name_key_pkey;
ALTER TABLE lookup_name_key ADD PRIMARY KEY (key, code) INCLUDE (is_family, is_given);
CREATE INDEX lookup_name_key_code ON lookup_name_key (code);
"""
CODES = """
-- Spellings get a code once: the first three letters' number, then the next place among those that begin so. The keys
-- of another form are added to a spelling that is there; those it has stay, for entries that are still filed by them.
CREATE OR REPLACE FUNCTION priv.lookup_codes(spellings jsonb, filed smallint) RETURNS TABLE (spelling text, code int)
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
        INSERT INTO public.lookup_name_key (key, code, is_family, is_given)
            SELECT k::int, n.code, n.families > 0, n.givens > 0
            FROM jsonb_array_elements_text(one.keys) k CROSS JOIN public.lookup_name n WHERE n.code = its_code
            ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN QUERY SELECT n.text::text, n.code FROM public.lookup_name n
        WHERE n.text IN (SELECT k COLLATE "C" FROM jsonb_object_keys(spellings) k);
END $$;
"""
FILE = """
-- An agency files its own record, anew when it has changed. A closed one gets no facets: nothing can find it.
CREATE OR REPLACE FUNCTION priv.lookup_file(record uuid, locked boolean, says jsonb, numbers text[], families int[], givens int[],
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
    INSERT INTO public.lookup_facet (pid, family, given, place, born, born_given, born_other, sex)
        SELECT found_pid, f, g, p, lookup_file.born, lookup_file.born, lookup_file.born, lookup_file.sex
        FROM unnest(families) f CROSS JOIN unnest(givens) g CROSS JOIN unnest(places) p;
    INSERT INTO public.lookup_number (number, pid) SELECT DISTINCT n, found_pid FROM unnest(numbers) n;
    WITH counted AS (
        UPDATE public.lookup_name n SET families = n.families + 1 WHERE n.code = ANY (lookup_file.families)
        RETURNING n.code, n.families)
    UPDATE public.lookup_name_key k SET is_family = true FROM counted c
        WHERE c.families = 1 AND k.code = c.code AND NOT k.is_family;
    WITH counted AS (
        UPDATE public.lookup_name n SET givens = n.givens + 1 WHERE n.code = ANY (lookup_file.givens)
        RETURNING n.code, n.givens)
    UPDATE public.lookup_name_key k SET is_given = true FROM counted c
        WHERE c.givens = 1 AND k.code = c.code AND NOT k.is_given;
END $$;
"""


class Migration(migrations.Migration):
    """What a spelling is borne as is marked when the first record with it is filed, and stays marked."""

    dependencies = [("lookup", "0007_one_birth_day_less")]
    operations = [migrations.RunSQL(BORNE + CODES + FILE)]
