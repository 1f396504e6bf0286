"""What a watch tells says that its agency protects where the person lives, like any pointer."""

from django.db import migrations

WATCHED = """
DROP FUNCTION priv.watched(uuid);
-- Existence, never content, for a standing watch of the acting hub: what is told of it is decided by the agreements.
CREATE FUNCTION priv.watched(watched uuid) RETURNS TABLE
    (person_id uuid, agency_id uuid, record_id uuid, kind text, team_name text, role text, lead_name text,
     lead_contact text, since_on date, last_seen_on date, ended_on date, not_listed_since date, as_of date,
     is_protected boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asker uuid := priv.agency();
BEGIN
    IF asker IS NULL OR NOT EXISTS (
        SELECT 1 FROM public.cases_watch w JOIN public.directory_agency a ON a.id = w.agency_id
         WHERE w.id = watched AND w.agency_id = asker AND a.hub_route <> '' AND w.ended_at IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no watch stands'; END IF;
    RETURN QUERY
        SELECT DISTINCT j.person_id, i.agency_id, i.record_id, i.kind::text, i.team_name::text, i.role::text,
               i.lead_name::text, i.lead_contact::text, i.since_on, i.last_seen_on, i.ended_on, i.not_listed_since,
               l.as_of, r.is_address_protected
          FROM public.cases_watch w
          JOIN public.people_identityjudgement j ON j.person_id = w.person_id AND j.agency_id = asker
               AND j.of = 'record' AND j.is_same AND j.undone_at IS NULL
          JOIN public.involvement_involvement i ON i.record_id = j.record_id
          JOIN public.directory_agency a ON a.id = i.agency_id
          JOIN public.people_personrecord r ON r.id = i.record_id
          LEFT JOIN public.people_listimport l ON l.id = i.list_import_id
         WHERE w.id = watched AND NOT i.is_sensitive AND a.sensitivity = 'open' AND NOT r.is_locked
           AND r.withdrawn_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION priv.watched(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.watched(uuid) TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """The function is replaced by one that gives one column more."""

    dependencies = [("cases", "0005_watches"), ("involvement", "0008_whose_place_is_protected")]
    operations = [migrations.RunSQL(WATCHED)]
