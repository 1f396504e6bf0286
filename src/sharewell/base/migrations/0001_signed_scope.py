"""The schema that checks a transaction's signed scope, and the functions that policies ask."""

from django.db import migrations

SCOPE = r"""
CREATE SCHEMA priv;
REVOKE ALL ON SCHEMA priv FROM PUBLIC;
-- One row: the two HMAC pads. Readable by its owner alone; written by `sharewell migrate`.
CREATE TABLE priv.scope_key (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), ipad bytea NOT NULL, opad bytea NOT NULL);
REVOKE ALL ON priv.scope_key FROM PUBLIC;

CREATE FUNCTION priv.scope_part(part int) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    scope text := nullif(current_setting('sharewell.scope', true), '');
    dot int;
    message text;
    key priv.scope_key%rowtype;
BEGIN
    IF scope IS NULL THEN RETURN NULL; END IF;  -- no scope, no rows
    dot := position('.' in scope);
    message := substr(scope, dot + 1);
    SELECT * INTO key FROM priv.scope_key;
    IF key.ipad IS NULL
       OR encode(sha256(key.opad || sha256(key.ipad || convert_to(message, 'UTF8'))), 'hex') <> substr(scope, 1, dot - 1)
    THEN RAISE insufficient_privilege USING MESSAGE = 'forged scope'; END IF;
    IF split_part(message, '|', 4)::bigint < extract(epoch FROM now()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'stale scope'; END IF;
    IF split_part(message, '|', 5)::int <> pg_backend_pid() THEN
        RAISE insufficient_privilege USING MESSAGE = 'scope of another connection'; END IF;
    RETURN split_part(message, '|', part);
END $$;

CREATE FUNCTION priv.agency() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT priv.scope_part(1)::uuid $$;
CREATE FUNCTION priv.practitioner() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT priv.scope_part(2)::uuid $$;
CREATE FUNCTION priv.purpose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT priv.scope_part(3) $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA priv FROM PUBLIC;
GRANT USAGE ON SCHEMA priv TO sharewell_app, sharewell_worker;
GRANT EXECUTE ON FUNCTION priv.agency(), priv.practitioner(), priv.purpose() TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """Everything else is built on this: a policy can only name these functions."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SCOPE, reverse_sql="DROP SCHEMA priv CASCADE")]
