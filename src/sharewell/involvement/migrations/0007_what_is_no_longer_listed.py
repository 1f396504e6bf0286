"""Work that a whole list has no more; records taken back; questions about somebody who turned out to be another."""

from django.db import migrations, models

POINTERS = """
DROP FUNCTION priv.who_else(uuid);
-- Existence, never content; of open agencies, for records that the asking hub's own practitioner has confirmed, and
-- only beside a question that is on record. Nothing is written here, so that nothing hidden changes the time it takes.
CREATE FUNCTION priv.who_else(question uuid) RETURNS TABLE
    (person_id uuid, agency_id uuid, record_id uuid, kind text, team_name text, role text, lead_name text,
     lead_contact text, since_on date, last_seen_on date, ended_on date, not_listed_since date, as_of date)
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
               l.as_of
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
BROKERING = """
CREATE POLICY brokered_by_reviewed_function ON involvement_brokeredquestion FOR UPDATE TO sharewell_owner
    USING (true) WITH CHECK (true);
CREATE OR REPLACE FUNCTION priv.who_else_broker(question uuid, records uuid[], why text, at timestamptz)
RETURNS TABLE (brokered uuid, service uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN QUERY
    WITH asked AS (SELECT q.* FROM public.involvement_whoelsequestion q
                    WHERE q.id = question AND q.brokered_at IS NULL FOR UPDATE),
    kept AS (
        SELECT e.agency_id, e.record_id FROM public.lookup_entry e WHERE e.record_id = ANY (records) AND e.is_locked
        UNION
        SELECT i.agency_id, i.record_id
          FROM asked
          CROSS JOIN jsonb_array_elements_text(asked.people) wanted (id)
          JOIN public.people_identityjudgement j ON j.person_id = wanted.id::uuid AND j.agency_id = asked.agency_id
               AND j.of = 'record' AND j.is_same AND j.undone_at IS NULL
          JOIN public.involvement_involvement i ON i.record_id = j.record_id
          JOIN public.directory_agency a ON a.id = i.agency_id
          JOIN public.people_personrecord r ON r.id = i.record_id
         WHERE (i.is_sensitive OR a.sensitivity <> 'open' OR r.is_locked) AND r.withdrawn_at IS NULL),
    put AS (
        INSERT INTO public.involvement_brokeredquestion
            (id, agency_id, record_id, asking_agency_id, asking_practitioner_id, reason, asked_at, answer, question_id)
        SELECT gen_random_uuid(), kept.agency_id, kept.record_id, asked.agency_id, asked.asked_by_id, why, at, '', asked.id
          FROM asked CROSS JOIN kept
         WHERE kept.agency_id <> asked.agency_id AND NOT EXISTS (
               SELECT 1 FROM public.involvement_brokeredquestion b
                WHERE b.agency_id = kept.agency_id AND b.record_id = kept.record_id AND b.answered_at IS NULL
                  AND b.withdrawn_at IS NULL AND b.asking_practitioner_id = asked.asked_by_id)
        RETURNING id, agency_id)
    SELECT put.id, put.agency_id FROM put;
    UPDATE public.involvement_whoelsequestion q SET brokered_at = at, sought = '[]' WHERE q.id = question;
END $$;

-- The services that were told of a question which was about another person, each once: never in the asker's sight.
CREATE FUNCTION priv.who_else_withdraw(at timestamptz) RETURNS TABLE (brokered uuid, service uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    UPDATE public.involvement_brokeredquestion b SET withdrawn_at = at
      FROM public.involvement_whoelsequestion q
     WHERE q.id = b.question_id AND q.withdrawn_at IS NOT NULL AND b.withdrawn_at IS NULL
    RETURNING b.id, b.agency_id $$;
REVOKE ALL ON FUNCTION priv.who_else_withdraw(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.who_else_withdraw(timestamptz) TO sharewell_worker;
"""


class Migration(migrations.Migration):
    """Columns of tables that have their policies, and functions that are replaced."""

    dependencies = [
        ("involvement", "0006_the_agreements_in_force"),
        ("people", "0007_what_a_list_said_before"),
        ("lookup", "0004_earlier_places_numbers_first_and_forgetting"),
    ]
    operations = [
        migrations.AddField("involvement", "not_listed_since", models.DateField(null=True)),
        migrations.AddField("whoelsequestion", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("brokeredquestion", "question_id", models.UUIDField(null=True)),
        migrations.AddField("brokeredquestion", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RunSQL(POINTERS + BROKERING),
    ]
