"""A record is filed under earlier places too, found by its number whatever its name, and can be forgotten."""

from django.db import migrations

OLD = """
DROP FUNCTION priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int, smallint, smallint);
"""
CLEAR = """
-- What stands of one record in the index goes, and the counts of its spellings with it.
CREATE FUNCTION priv.lookup_clear(cleared int) RETURNS void
LANGUAGE sql SET search_path = pg_catalog AS $$
    UPDATE public.lookup_name n SET families = n.families - 1
        WHERE n.code IN (SELECT f.family FROM public.lookup_facet f WHERE f.pid = cleared);
    UPDATE public.lookup_name n SET givens = n.givens - 1
        WHERE n.code IN (SELECT f.given FROM public.lookup_facet f WHERE f.pid = cleared);
    DELETE FROM public.lookup_facet f WHERE f.pid = cleared;
    DELETE FROM public.lookup_number x WHERE x.pid = cleared;
$$;
"""
FILE = """
-- An agency files its own record, anew when it has changed. A closed one gets no facets: nothing can find it.
CREATE FUNCTION priv.lookup_file(record uuid, locked boolean, says jsonb, numbers text[], families int[], givens int[],
    places int[], born smallint, sex smallint) RETURNS void
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
    PERFORM priv.lookup_clear(found_pid);
    IF locked THEN RETURN; END IF;
    INSERT INTO public.lookup_facet
        SELECT found_pid, f, g, p, lookup_file.born, lookup_file.born, lookup_file.born, lookup_file.born, lookup_file.sex
        FROM unnest(families) f CROSS JOIN unnest(givens) g CROSS JOIN unnest(places) p;
    INSERT INTO public.lookup_number (number, pid) SELECT DISTINCT n, found_pid FROM unnest(numbers) n;
    UPDATE public.lookup_name n SET families = n.families + 1 WHERE n.code = ANY (lookup_file.families);
    UPDATE public.lookup_name n SET givens = n.givens + 1 WHERE n.code = ANY (lookup_file.givens);
END $$;

-- An agency takes its own record out: no entry, no facet, no number is left. One that is not there is no fault.
CREATE FUNCTION priv.lookup_forget(record uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    asker uuid := priv.agency();
    found_pid int;
BEGIN
    IF asker IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    SELECT e.pid INTO found_pid FROM public.lookup_entry e WHERE e.record_id = record AND e.agency_id = asker;
    IF found_pid IS NULL THEN RETURN; END IF;
    PERFORM priv.lookup_clear(found_pid);
    DELETE FROM public.lookup_entry e WHERE e.pid = found_pid;
END $$;

-- Who carries one of these numbers: only beside a question of the same transaction, like what is told of them.
CREATE FUNCTION priv.lookup_by_number(wanted text[]) RETURNS TABLE (pid int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.lookup_log l WHERE l.practitioner_id = priv.practitioner()
                   AND l.transaction = pg_current_xact_id()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no question was asked'; END IF;
    RETURN QUERY SELECT x.pid FROM public.lookup_number x WHERE x.number = ANY (wanted) LIMIT 10;
END $$;
CREATE INDEX lookup_log_transaction ON lookup_log (practitioner_id, transaction);
REVOKE ALL ON FUNCTION priv.lookup_clear(int), priv.lookup_forget(uuid), priv.lookup_by_number(text[]),
    priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int[], smallint, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.lookup_forget(uuid), priv.lookup_by_number(text[]),
    priv.lookup_file(uuid, boolean, jsonb, text[], int[], int[], int[], smallint, smallint)
    TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """What is filed already stays as it is; a list loaded again files it in the new form."""

    dependencies = [("lookup", "0003_filed_and_asked_in_codes")]
    operations = [migrations.RunSQL(OLD + CLEAR + FILE)]
