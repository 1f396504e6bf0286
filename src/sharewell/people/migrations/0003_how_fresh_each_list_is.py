"""How fresh each agency's list is, which everyone signed in may know: a day, nothing of what is in it."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION priv.list_freshness() RETURNS TABLE (agency_id uuid, as_of date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    RETURN QUERY SELECT l.agency_id, max(l.as_of) FROM public.people_listimport l GROUP BY l.agency_id;
END $$;
REVOKE ALL ON FUNCTION priv.list_freshness() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.list_freshness() TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """An empty answer must say what was asked and how old it is."""

    dependencies = [("people", "0002_whose_rows")]
    operations = [migrations.RunSQL(FUNCTION, reverse_sql="DROP FUNCTION priv.list_freshness()")]
