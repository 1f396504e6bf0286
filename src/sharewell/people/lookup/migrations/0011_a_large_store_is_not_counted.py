"""How many records a store has is counted while it is small; of a large one the server's own estimate is near enough."""

from django.db import migrations

SPELLINGS = """
-- Spellings behind codes, for scoring; and how many records the shares are of. To count millions takes seconds, and shares
-- hardly move for what an estimate is off; one that nobody has made yet is too low, so names seem commoner: less is said.
CREATE OR REPLACE FUNCTION priv.lookup_spellings(codes int[])
RETURNS TABLE (code int, text text, families int, givens int, entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    counted bigint;
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    SELECT count(*) INTO counted FROM (SELECT 1 FROM public.lookup_entry LIMIT 10000) few;
    IF counted = 10000 THEN
        SELECT greatest(counted, c.reltuples::bigint) INTO counted FROM pg_class c
            WHERE c.oid = 'public.lookup_entry'::regclass;
    END IF;
    RETURN QUERY SELECT n.code, n.text::text, n.families, n.givens, counted
        FROM public.lookup_name n WHERE n.code = ANY (codes);
END $$;
"""


class Migration(migrations.Migration):
    """The rights of the function stay as they are."""

    dependencies = [("lookup", "0010_whenever_born")]
    operations = [migrations.RunSQL(SPELLINGS)]
