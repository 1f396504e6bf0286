"""A long list is kept while the worker goes through it, part by part; a list counts as fresh once all of it is taken."""

import django.db.models.deletion
from django.db import migrations, models

POLICIES = """
ALTER TABLE people_listfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_listfile FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_listfile
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
"""
FUNCTIONS = """
CREATE OR REPLACE FUNCTION priv.list_freshness() RETURNS TABLE (agency_id uuid, as_of date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    RETURN QUERY SELECT l.agency_id, max(l.as_of) FROM public.people_listimport l WHERE l.is_finished
        GROUP BY l.agency_id;
END $$;
-- Which loadings the worker has still to go through, and in whose name.
CREATE FUNCTION priv.lists_unfinished() RETURNS TABLE (list_import uuid, practitioner_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT l.id, l.loaded_by_id FROM public.people_listimport l WHERE NOT l.is_finished ORDER BY l.loaded_at $$;
REVOKE ALL ON FUNCTION priv.lists_unfinished() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.lists_unfinished() TO sharewell_worker;
CREATE INDEX people_listimport_unfinished ON people_listimport (loaded_at) WHERE NOT is_finished;
"""


class Migration(migrations.Migration):
    """Table and policy come in one release; no scope, no rows."""

    dependencies = [("people", "0009_persons_for_reviewed_functions")]
    operations = [
        migrations.AddField("listimport", "columns_not_read", models.JSONField(default=list)),
        migrations.AddField("listimport", "is_finished", models.BooleanField(default=True)),
        migrations.CreateModel(
            name="ListFile",
            fields=[
                (
                    "list_import",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="people.listimport",
                    ),
                ),
                ("agency_id", models.UUIDField()),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(POLICIES + FUNCTIONS),
    ]
