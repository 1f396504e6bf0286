"""Before a judgement is undone its hub sees which agencies were told something on the strength of it."""

from django.db import migrations

FUNCTION = """
-- Whom it would mark and tell is what priv.watch_news_take_back marks and tells: agencies, how often, never of whom.
CREATE FUNCTION priv.watch_news_resting_on(judgement uuid) RETURNS TABLE (agency_id uuid, told bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.people_identityjudgement j WHERE j.id = judgement
                   AND j.agency_id = priv.agency()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no judgement of yours'; END IF;
    RETURN QUERY
        SELECT w.agency_id, count(*)
          FROM public.involvement_recordwatchnews n
          JOIN public.involvement_recordwatch w ON w.id = n.watch_id
          JOIN public.people_identityjudgement j ON j.id = judgement AND j.of = 'record' AND j.is_same
         WHERE n.taken_back_at IS NULL AND n.told_at >= j.decided_at
           AND (w.record_id = j.record_id
                OR n.source_agency_id = j.record_agency_id AND EXISTS (
                    SELECT 1 FROM public.people_identityjudgement own
                     WHERE own.person_id = j.person_id AND own.record_id = w.record_id AND own.of = 'record'
                       AND own.is_same AND own.decided_at <= n.told_at
                       AND (own.undone_at IS NULL OR own.undone_at > n.told_at)))
         GROUP BY w.agency_id;
END $$;
REVOKE ALL ON FUNCTION priv.watch_news_resting_on(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.watch_news_resting_on(uuid) TO sharewell_app;
"""


class Migration(migrations.Migration):
    """A function that reads what another marks; nothing is written."""

    dependencies = [("involvement", "0009_watches_of_any_agency")]
    operations = [
        migrations.RunSQL(FUNCTION, reverse_sql="DROP FUNCTION priv.watch_news_resting_on(uuid)"),
    ]
