"""Watches and what they told, each hub's own; the worker looks after them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

POLICIES = """
ALTER TABLE cases_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_watch FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_watch
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY watching ON cases_watch FOR SELECT TO sharewell_worker USING ((SELECT priv.purpose()) = 'watching');
CREATE POLICY for_reviewed_functions ON cases_watch FOR SELECT TO sharewell_owner USING (true);
ALTER TABLE cases_watchnews ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_watchnews FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_watchnews
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
"""
WATCHED = """
-- Existence, never content, for a standing watch of the acting hub: what is told of it is decided by the agreements.
CREATE FUNCTION priv.watched(watched uuid) RETURNS TABLE
    (person_id uuid, agency_id uuid, record_id uuid, kind text, team_name text, role text, lead_name text,
     lead_contact text, since_on date, last_seen_on date, ended_on date, not_listed_since date, as_of date)
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
               l.as_of
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
AGENCY = models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency")


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [
        ("cases", "0004_why_passed_on_and_opened_again"),
        ("involvement", "0007_what_is_no_longer_listed"),
        ("people", "0007_what_a_list_said_before"),
    ]
    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("known", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=20)),
                ("agency", AGENCY),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="watches", to="cases.enquiry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.practitioner"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(reason=""), name="watch_has_a_reason"),
                    models.UniqueConstraint(
                        fields=("enquiry", "person", "set_by"),
                        condition=models.Q(ended_at__isnull=True),
                        name="one_watch_at_a_time",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="WatchNews",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("source_agency_id", models.UUIDField()),
                ("pointer", models.JSONField(default=dict)),
                ("policy", models.CharField(max_length=16)),
                ("told_at", models.DateTimeField()),
                ("helped", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="news", to="cases.watch"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(POLICIES + WATCHED),
        migrations.AddField("enquiryperson", "sought", models.JSONField(default=dict)),
    ]
