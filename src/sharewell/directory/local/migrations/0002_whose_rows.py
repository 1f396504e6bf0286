"""Row security for this room: bodies of one controller share their local values; who decides is who acts."""

from django.db import migrations

OF_ONE_CONTROLLER = """EXISTS (
        SELECT 1 FROM directory_agency theirs, directory_agency mine
        WHERE theirs.id = agency_id AND mine.id = (SELECT priv.agency())
          AND coalesce(theirs.controller_id, theirs.id) = coalesce(mine.controller_id, mine.id))"""

POLICIES = f"""
ALTER TABLE local_localchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE local_localchange FORCE ROW LEVEL SECURITY;
CREATE POLICY of_one_controller ON local_localchange FOR SELECT USING ({OF_ONE_CONTROLLER});
CREATE POLICY proposed_by_who_acts ON local_localchange FOR INSERT
    WITH CHECK (proposed_by_id = (SELECT priv.practitioner()) AND {OF_ONE_CONTROLLER});
CREATE POLICY decided_by_who_acts ON local_localchange FOR UPDATE
    USING (state = 'open' AND {OF_ONE_CONTROLLER})
    WITH CHECK (decided_by_id = (SELECT priv.practitioner()) AND {OF_ONE_CONTROLLER});

ALTER TABLE local_rulebooksignoff ENABLE ROW LEVEL SECURITY;
ALTER TABLE local_rulebooksignoff FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone_sees_who_signed ON local_rulebooksignoff FOR SELECT
    USING ((SELECT priv.agency()) IS NOT NULL);
CREATE POLICY signed_by_who_acts ON local_rulebooksignoff FOR INSERT
    WITH CHECK (agency_id = (SELECT priv.agency()) AND signed_by_id = (SELECT priv.practitioner()));

ALTER TABLE local_rulebookversion ADD CONSTRAINT addressed_by_its_content
    CHECK (content_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'));
"""
UNDO = """
ALTER TABLE local_localchange DISABLE ROW LEVEL SECURITY;
ALTER TABLE local_rulebooksignoff DISABLE ROW LEVEL SECURITY;
ALTER TABLE local_rulebookversion DROP CONSTRAINT addressed_by_its_content;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("local", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
