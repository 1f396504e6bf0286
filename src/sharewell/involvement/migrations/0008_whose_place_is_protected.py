"""A pointer says that its agency protects where the person lives, since its own name may tell the place."""

from django.db import migrations

POINTERS = """
DROP FUNCTION priv.who_else(uuid);
-- Existence, never content; of open agencies, for records that the asking hub's own practitioner has confirmed, and
-- only beside a question that is on record. Nothing is written here, so that nothing hidden changes the time it takes.
CREATE FUNCTION priv.who_else(question uuid) RETURNS TABLE
    (person_id uuid, agency_id uuid, record_id uuid, kind text, team_name text, role text, lead_name text,
     lead_contact text, since_on date, last_seen_on date, ended_on date, not_listed_since date, as_of date,
     is_protected boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asker uuid := priv.agency();
BEGIN
    IF asker IS NULL OR NOT EXISTS (SELECT 1 FROM public.directory_agency a WHERE a.id = asker AND a.hub_route <> '') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the hub may ask'; END IF;
    IF NOT EXISTS (SELECT 1 FROM public.involvement_whoelsequestion q WHERE q.id = question AND q.agency_id = asker
                   AND q.asked_by_id = priv.practitioner() AND q.brokered_at IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no question was asked'; END IF;
    RETURN QUERY
        SELECT DISTINCT j.person_id, i.agency_id, i.record_id, i.kind::text, i.team_name::text, i.role::text,
               i.lead_name::text, i.lead_contact::text, i.since_on, i.last_seen_on, i.ended_on, i.not_listed_since,
               l.as_of, r.is_address_protected
          FROM public.involvement_whoelsequestion q
          CROSS JOIN jsonb_array_elements_text(q.people) wanted (id)
          JOIN public.people_identityjudgement j ON j.person_id = wanted.id::uuid AND j.agency_id = asker
               AND j.of = 'record' AND j.is_same AND j.undone_at IS NULL
          JOIN public.involvement_involvement i ON i.record_id = j.record_id
          JOIN public.directory_agency a ON a.id = i.agency_id
          JOIN public.people_personrecord r ON r.id = i.record_id
          LEFT JOIN public.people_listimport l ON l.id = i.list_import_id
         WHERE q.id = question AND NOT i.is_sensitive AND a.sensitivity = 'open' AND NOT r.is_locked
           AND r.withdrawn_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION priv.who_else(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.who_else(uuid) TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """The function is replaced by one that gives one column more."""

    dependencies = [("involvement", "0007_what_is_no_longer_listed")]
    operations = [migrations.RunSQL(POINTERS)]
