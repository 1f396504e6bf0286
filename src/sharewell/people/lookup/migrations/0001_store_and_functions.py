"""The look-up's store, closed to run-time roles, and the two functions through which it is fed and asked."""

from django.db import migrations

STORE = """
CREATE TABLE lookup_entry (
    record_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    is_locked boolean NOT NULL DEFAULT false,
    -- What a candidate is compared and shown by. A protected address is not in here at all.
    known jsonb NOT NULL
);
CREATE TABLE lookup_key (
    key text NOT NULL,
    record_id uuid NOT NULL REFERENCES lookup_entry ON DELETE CASCADE,
    PRIMARY KEY (key, record_id)
);
CREATE INDEX lookup_key_by_record ON lookup_key (record_id);
CREATE TABLE lookup_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id uuid NOT NULL,
    practitioner_id uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    keys integer NOT NULL,
    found integer NOT NULL,
    locked integer NOT NULL
);
ALTER TABLE lookup_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE lookup_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE lookup_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE lookup_key FORCE ROW LEVEL SECURITY;
ALTER TABLE lookup_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE lookup_log FORCE ROW LEVEL SECURITY;
CREATE POLICY only_through_functions ON lookup_entry TO sharewell_owner USING (true) WITH CHECK (true);
CREATE POLICY only_through_functions ON lookup_key TO sharewell_owner USING (true) WITH CHECK (true);
CREATE POLICY only_through_functions ON lookup_log TO sharewell_owner USING (true) WITH CHECK (true);

-- An agency feeds its own records.
CREATE FUNCTION priv.lookup_feed(record uuid, locked boolean, says jsonb, keys text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF priv.agency() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no scope'; END IF;
    IF EXISTS (SELECT 1 FROM public.lookup_entry e WHERE e.record_id = record AND e.agency_id <> priv.agency()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not your record'; END IF;
    INSERT INTO public.lookup_entry (record_id, agency_id, is_locked, known) VALUES (record, priv.agency(), locked, says)
        ON CONFLICT (record_id) DO UPDATE SET is_locked = excluded.is_locked, known = excluded.known;
    DELETE FROM public.lookup_key k WHERE k.record_id = record AND NOT k.key = ANY (lookup_feed.keys);
    INSERT INTO public.lookup_key (key, record_id) SELECT unnest(lookup_feed.keys), record ON CONFLICT DO NOTHING;
END $$;

-- The hub asks. Each call is logged; a locked record is left out, and the agency that keeps it learns who asked.
CREATE FUNCTION priv.lookup_find(keys text[]) RETURNS TABLE (record_id uuid, agency_id uuid, known jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    asker uuid := priv.agency();
    open_hits uuid[];
    locked_hits uuid[];
BEGIN
    IF asker IS NULL OR NOT EXISTS (SELECT 1 FROM public.directory_agency a WHERE a.id = asker AND a.hub_route <> '') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the hub may ask'; END IF;
    -- Bounded for each key, so that a common name cannot make the answer slow.
    SELECT coalesce(array_agg(h.record_id) FILTER (WHERE NOT e.is_locked), '{}'),
           coalesce(array_agg(h.record_id) FILTER (WHERE e.is_locked), '{}')
      INTO open_hits, locked_hits
      FROM (SELECT DISTINCT k.record_id
              FROM unnest(lookup_find.keys) AS asked (key)
              CROSS JOIN LATERAL (SELECT x.record_id FROM public.lookup_key x WHERE x.key = asked.key LIMIT 200) k) h
      JOIN public.lookup_entry e ON e.record_id = h.record_id;
    INSERT INTO public.lookup_log (agency_id, practitioner_id, keys, found, locked)
        VALUES (asker, priv.practitioner(), cardinality(lookup_find.keys), cardinality(open_hits), cardinality(locked_hits));
    INSERT INTO public.notices_notice (id, agency_id, kind, about, made_at)
        SELECT gen_random_uuid(), e.agency_id, 'locked_record_sought', e.record_id, now()
          FROM public.lookup_entry e WHERE e.record_id = ANY (locked_hits);
    RETURN QUERY SELECT e.record_id, e.agency_id, e.known FROM public.lookup_entry e WHERE e.record_id = ANY (open_hits);
END $$;
REVOKE ALL ON FUNCTION priv.lookup_feed(uuid, boolean, jsonb, text[]), priv.lookup_find(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.lookup_feed(uuid, boolean, jsonb, text[]), priv.lookup_find(text[])
    TO sharewell_app, sharewell_worker;
"""
UNDO = """
DROP FUNCTION priv.lookup_find(text[]);
DROP FUNCTION priv.lookup_feed(uuid, boolean, jsonb, text[]);
DROP TABLE lookup_key;
DROP TABLE lookup_entry;
DROP TABLE lookup_log;
"""


class Migration(migrations.Migration):
    """Matching never reads case tables; people see only what these functions let them."""

    initial = True
    dependencies = [
        ("base", "0001_signed_scope"),
        ("directory", "0001_initial"),
        ("notices", "0002_whose_rows"),
    ]
    operations = [migrations.RunSQL(STORE, reverse_sql=UNDO)]
