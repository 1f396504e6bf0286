"""Watches of any agency on people of its own list, and what they told; each agency's own, looked after by the worker."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

POLICIES = """
ALTER TABLE involvement_recordwatch ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_recordwatch FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_recordwatch
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY watching ON involvement_recordwatch FOR SELECT TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'watching');
CREATE POLICY for_reviewed_functions ON involvement_recordwatch FOR SELECT TO sharewell_owner USING (true);
ALTER TABLE involvement_recordwatchnews ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_recordwatchnews FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_recordwatchnews
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY for_reviewed_functions ON involvement_recordwatchnews FOR SELECT TO sharewell_owner USING (true);
CREATE POLICY taken_back_by_reviewed_function ON involvement_recordwatchnews FOR UPDATE TO sharewell_owner
    USING (true) WITH CHECK (true);
"""
WATCHED = """
-- That other agencies work with the person of one of the acting agency's own records, for a standing watch on it, while
-- its own work is open; who, never whom there, nor what about. Which records are the same person a practitioner of a hub
-- has said. One record or person among them that is locked or protected, or is to be kept from somebody: nothing at all.
CREATE FUNCTION priv.watched_record(watched uuid) RETURNS TABLE
    (person_id uuid, agency_id uuid, kind text, team_name text, role text, lead_name text, lead_contact text,
     since_on date, last_seen_on date, ended_on date, not_listed_since date, as_of date, is_protected boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asker uuid := priv.agency();
BEGIN
    IF asker IS NULL OR NOT EXISTS (SELECT 1 FROM public.involvement_recordwatch w
                                     WHERE w.id = watched AND w.agency_id = asker AND w.ended_at IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no watch stands'; END IF;
    RETURN QUERY
        WITH own AS (
            SELECT r.id FROM public.involvement_recordwatch w
              JOIN public.people_personrecord r ON r.id = w.record_id AND r.agency_id = asker
             WHERE w.id = watched AND r.withdrawn_at IS NULL AND NOT r.is_brokered_only
               AND EXISTS (SELECT 1 FROM public.involvement_involvement i
                            WHERE i.record_id = r.id AND i.agency_id = asker AND i.ended_on IS NULL
                              AND i.not_listed_since IS NULL)
        ), same AS (
            SELECT j.person_id, j.record_id FROM public.people_identityjudgement j
             WHERE j.of = 'record' AND j.is_same AND j.undone_at IS NULL
        ), persons AS (
            SELECT DISTINCT s.person_id AS id FROM same s JOIN own ON own.id = s.record_id
        ), records AS (
            SELECT DISTINCT s.record_id AS id FROM same s JOIN persons p ON p.id = s.person_id
        )
        SELECT DISTINCT own.id, i.agency_id, ''::text, ''::text, ''::text, ''::text, ''::text,
               NULL::date, NULL::date, NULL::date, NULL::date, l.as_of, false
          FROM own
          CROSS JOIN records
          JOIN public.involvement_involvement i ON i.record_id = records.id
          JOIN public.directory_agency a ON a.id = i.agency_id
          JOIN public.people_personrecord r ON r.id = i.record_id
          LEFT JOIN public.people_listimport l ON l.id = i.list_import_id
         WHERE i.agency_id <> asker AND i.ended_on IS NULL AND i.not_listed_since IS NULL AND NOT i.is_sensitive
           AND a.sensitivity = 'open' AND r.withdrawn_at IS NULL AND NOT r.is_brokered_only
           AND NOT EXISTS (SELECT 1 FROM records k JOIN public.people_personrecord x ON x.id = k.id
                            WHERE x.is_locked OR x.is_address_protected)
           AND NOT EXISTS (SELECT 1 FROM persons p JOIN public.people_person x ON x.id = p.id
                            WHERE x.is_locked OR x.is_address_protected)
           AND NOT EXISTS (SELECT 1 FROM persons p JOIN public.people_neverdisclose n ON n.protected_id = p.id
                            WHERE n.ended_at IS NULL);
END $$;

-- What watches told on the strength of a judgement that the acting hub has undone is marked; gives who was told.
CREATE FUNCTION priv.watch_news_take_back(judgement uuid, at timestamptz) RETURNS TABLE
    (watch_id uuid, agency_id uuid, practitioner_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.people_identityjudgement j WHERE j.id = judgement
                   AND j.agency_id = priv.agency() AND j.undone_at IS NOT NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no judgement of yours was undone'; END IF;
    RETURN QUERY
        WITH back AS (
            UPDATE public.involvement_recordwatchnews n SET taken_back_at = watch_news_take_back.at
              FROM public.involvement_recordwatch w, public.people_identityjudgement j
             WHERE w.id = n.watch_id AND j.id = judgement AND j.of = 'record' AND j.is_same
               AND n.taken_back_at IS NULL AND n.told_at >= j.decided_at
               AND (w.record_id = j.record_id
                    OR n.source_agency_id = j.record_agency_id AND EXISTS (
                        SELECT 1 FROM public.people_identityjudgement own
                         WHERE own.person_id = j.person_id AND own.record_id = w.record_id AND own.of = 'record'
                           AND own.is_same AND own.decided_at <= n.told_at
                           AND (own.undone_at IS NULL OR own.undone_at > n.told_at)))
            RETURNING w.id, w.agency_id, w.set_by_id)
        SELECT DISTINCT back.id, back.agency_id, back.set_by_id FROM back;
END $$;
REVOKE ALL ON FUNCTION priv.watched_record(uuid), priv.watch_news_take_back(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.watched_record(uuid) TO sharewell_app, sharewell_worker;
GRANT EXECUTE ON FUNCTION priv.watch_news_take_back(uuid, timestamptz) TO sharewell_app;
"""


def one_of(model: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [
        ("involvement", "0008_whose_place_is_protected"),
        ("people", "0009_persons_for_reviewed_functions"),
    ]
    operations = [
        migrations.CreateModel(
            name="RecordWatch",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("known", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=20)),
                ("agency", one_of("directory.agency")),
                ("record", one_of("people.personrecord")),
                ("set_by", one_of("directory.practitioner")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(reason=""), name="record_watch_has_a_reason"),
                    models.UniqueConstraint(
                        fields=("record", "set_by"),
                        condition=models.Q(ended_at__isnull=True),
                        name="one_record_watch_at_a_time",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="RecordWatchNews",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("source_agency_id", models.UUIDField()),
                ("pointer", models.JSONField(default=dict)),
                ("policy", models.CharField(max_length=16)),
                ("told_at", models.DateTimeField()),
                ("helped", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("watch", one_of("involvement.recordwatch", "news")),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(POLICIES + WATCHED),
    ]
