"""A custodian gets an e-mail that says only “sign in”, like everybody for whom a notice is left."""

from django.db import migrations

FUNCTION = """
DROP FUNCTION priv.lookup_looked_at(bigint[], int[]);
CREATE FUNCTION priv.lookup_looked_at(log_ids bigint[], sought int[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DELETE FROM public.lookup_question q WHERE q.log_id = ANY (log_ids);
    -- The ids are made before the rows are, since nobody may read another's notices back.
    WITH made AS MATERIALIZED (
        SELECT gen_random_uuid() AS id, e.agency_id, e.record_id
          FROM unnest(sought) s JOIN public.lookup_entry e ON e.pid = s AND e.is_locked),
    left_there AS (
        INSERT INTO public.notices_notice (id, agency_id, kind, about, made_at)
        SELECT made.id, made.agency_id, 'locked_record_sought', made.record_id, now() FROM made)
    SELECT made.id FROM made;
$$;
REVOKE ALL ON FUNCTION priv.lookup_looked_at(bigint[], int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.lookup_looked_at(bigint[], int[]) TO sharewell_worker;
"""


class Migration(migrations.Migration):
    """The function gives the notices it left, so that the worker can send their e-mails."""

    dependencies = [("lookup", "0004_earlier_places_numbers_first_and_forgetting")]
    operations = [migrations.RunSQL(FUNCTION)]
