"""Row security for what entries say, and triggers that let nobody change or take away what was written."""

from django.db import migrations

SIZES = """
ALTER TABLE ledger_leaf
    ADD CONSTRAINT a_commitment_is_a_hash CHECK (octet_length(commitment) = 32),
    ADD CONSTRAINT a_leaf_has_a_known_form CHECK (version = 1);
ALTER TABLE ledger_opening
    ADD CONSTRAINT a_salt_cannot_be_guessed CHECK (octet_length(salt) = 32),
    ADD CONSTRAINT an_entry_names_its_event CHECK (event <> '');
ALTER TABLE ledger_position
    ADD CONSTRAINT a_leaf_hash_is_a_hash CHECK (octet_length(leaf_hash) = 32),
    ADD CONSTRAINT a_place_is_counted_from_zero CHECK (index >= 0);
ALTER TABLE ledger_subtree
    ADD CONSTRAINT a_subtree_hash_is_a_hash CHECK (octet_length(hash) = 32),
    ADD CONSTRAINT a_subtree_stands_above_its_leaves CHECK (level > 0 AND index >= 0);
ALTER TABLE ledger_checkpoint
    ADD CONSTRAINT a_root_is_a_hash CHECK (octet_length(root) = 32),
    ADD CONSTRAINT a_checkpoint_covers_something CHECK (size > 0);
"""
UNDO_SIZES = """
ALTER TABLE ledger_leaf DROP CONSTRAINT a_commitment_is_a_hash, DROP CONSTRAINT a_leaf_has_a_known_form;
ALTER TABLE ledger_opening DROP CONSTRAINT a_salt_cannot_be_guessed, DROP CONSTRAINT an_entry_names_its_event;
ALTER TABLE ledger_position DROP CONSTRAINT a_leaf_hash_is_a_hash, DROP CONSTRAINT a_place_is_counted_from_zero;
ALTER TABLE ledger_subtree DROP CONSTRAINT a_subtree_hash_is_a_hash, DROP CONSTRAINT a_subtree_stands_above_its_leaves;
ALTER TABLE ledger_checkpoint DROP CONSTRAINT a_root_is_a_hash, DROP CONSTRAINT a_checkpoint_covers_something;
"""

POLICIES = """
ALTER TABLE ledger_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_opening FORCE ROW LEVEL SECURITY;
-- An agency reads what it did itself, and what the one who acted said it may read.
CREATE POLICY ours_or_for_us ON ledger_opening FOR SELECT
    USING (agency_id = (SELECT priv.agency()) OR (SELECT priv.agency()) = ANY (visible_to));
-- Nobody writes in another's name.
CREATE POLICY in_ones_own_name ON ledger_opening FOR INSERT
    WITH CHECK (agency_id = (SELECT priv.agency()) AND practitioner_id = (SELECT priv.practitioner()));
CREATE POLICY checking ON ledger_opening FOR SELECT
    USING ((SELECT priv.purpose()) IN ('sequencing', 'ledger-verify', 'retention'));
CREATE POLICY destroying ON ledger_opening FOR DELETE TO sharewell_worker USING ((SELECT priv.purpose()) = 'retention');

ALTER TABLE ledger_about ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_about FORCE ROW LEVEL SECURITY;
-- As the entry it leads to: the inner query is under the policies above.
CREATE POLICY as_its_entry ON ledger_about FOR SELECT
    USING (EXISTS (SELECT FROM ledger_opening o WHERE o.leaf_id = ledger_about.leaf_id));
CREATE POLICY with_an_entry ON ledger_about FOR INSERT WITH CHECK ((SELECT priv.agency()) IS NOT NULL);
CREATE POLICY destroying ON ledger_about FOR DELETE TO sharewell_worker USING ((SELECT priv.purpose()) = 'retention');

ALTER TABLE ledger_waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_waiting FORCE ROW LEVEL SECURITY;
CREATE POLICY with_an_entry ON ledger_waiting FOR INSERT WITH CHECK ((SELECT priv.agency()) IS NOT NULL);
CREATE POLICY to_be_placed ON ledger_waiting FOR SELECT USING ((SELECT priv.purpose()) IN ('sequencing', 'ledger-verify'));
CREATE POLICY placed ON ledger_waiting FOR DELETE TO sharewell_worker USING ((SELECT priv.purpose()) = 'sequencing');
"""
UNDO_POLICIES = """
DROP POLICY ours_or_for_us ON ledger_opening;
DROP POLICY in_ones_own_name ON ledger_opening;
DROP POLICY checking ON ledger_opening;
DROP POLICY destroying ON ledger_opening;
DROP POLICY as_its_entry ON ledger_about;
DROP POLICY with_an_entry ON ledger_about;
DROP POLICY destroying ON ledger_about;
DROP POLICY with_an_entry ON ledger_waiting;
DROP POLICY to_be_placed ON ledger_waiting;
DROP POLICY placed ON ledger_waiting;
ALTER TABLE ledger_opening DISABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_about DISABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_waiting DISABLE ROW LEVEL SECURITY;
"""

NEVER_CHANGED = """
CREATE FUNCTION ledger_kept_as_written() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = format('%s is kept as it was written: %s refused', TG_TABLE_NAME, TG_OP);
END $$;
CREATE FUNCTION ledger_destroyed_for_retention_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF priv.purpose() IS DISTINCT FROM 'retention' THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s is destroyed only when its time has ended', TG_TABLE_NAME);
    END IF;
    RETURN OLD;
END $$;
DO $$
DECLARE
    name text;
BEGIN
    -- Of the statement, so that none is let through for touching no row; ALWAYS, so that a session that calls itself a
    -- replica is held to it as well. The owner and a superuser can still take a trigger away: the signatures are for them.
    FOREACH name IN ARRAY ARRAY['ledger_leaf', 'ledger_position', 'ledger_subtree', 'ledger_checkpoint'] LOOP
        EXECUTE format('CREATE TRIGGER kept_as_written BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_kept_as_written()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_as_written', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['ledger_opening', 'ledger_about'] LOOP
        EXECUTE format('CREATE TRIGGER kept_as_written BEFORE UPDATE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_kept_as_written()', name);
        EXECUTE format('CREATE TRIGGER destroyed_for_retention_only BEFORE DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION ledger_destroyed_for_retention_only()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_as_written', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER destroyed_for_retention_only', name);
    END LOOP;
END $$;
"""
UNDO_NEVER_CHANGED = """
DROP FUNCTION ledger_kept_as_written() CASCADE;
DROP FUNCTION ledger_destroyed_for_retention_only() CASCADE;
"""


class Migration(migrations.Migration):
    """Tables, their policies and their triggers come in one release."""

    dependencies = [("base", "0001_signed_scope"), ("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(SIZES, reverse_sql=UNDO_SIZES),
        migrations.RunSQL(POLICIES, reverse_sql=UNDO_POLICIES),
        migrations.RunSQL(NEVER_CHANGED, reverse_sql=UNDO_NEVER_CHANGED),
    ]
