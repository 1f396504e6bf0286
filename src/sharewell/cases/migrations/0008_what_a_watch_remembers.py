"""What a watch remembers of who worked with somebody, out of everybody's sight, so that only what is new is news."""

from django.db import migrations

MEMORY = """
-- By watch: the agencies whose work was there when it began, or was told. A nil agency marks that it was looked at.
CREATE TABLE cases_watchmemory (
    watch_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    PRIMARY KEY (watch_id, agency_id)
);
ALTER TABLE cases_watchmemory ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_watchmemory FORCE ROW LEVEL SECURITY;
CREATE POLICY only_through_functions ON cases_watchmemory TO sharewell_owner USING (true) WITH CHECK (true);
"""
FUNCTIONS = """
-- Whoever works with the person now, whatever is locked, protected, sensitive or not agreed: to remember, never to tell.
CREATE FUNCTION priv.watch_working_now(watch uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    WITH persons AS (
        SELECT w.person_id AS id, w.agency_id AS hub FROM public.cases_watch w WHERE w.id = watch
        UNION
        SELECT j.person_id, NULL::uuid FROM public.involvement_recordwatch w
          JOIN public.people_identityjudgement j ON j.record_id = w.record_id
         WHERE w.id = watch AND j.of = 'record' AND j.is_same AND j.undone_at IS NULL)
    SELECT DISTINCT i.agency_id FROM persons p
      JOIN public.people_identityjudgement j ON j.person_id = p.id AND j.agency_id = coalesce(p.hub, j.agency_id)
           AND j.of = 'record' AND j.is_same AND j.undone_at IS NULL
      JOIN public.involvement_involvement i ON i.record_id = j.record_id
     WHERE i.ended_on IS NULL AND i.not_listed_since IS NULL $$;

-- Of the agencies that may be told of now, those whose work was not there before: told from now on. What was there when
-- the watch began is no news when a lock is lifted or an agreement made; work that had ended and begins anew is.
CREATE FUNCTION priv.watch_news_of(watch uuid, visible uuid[], known uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    working uuid[];
    nil CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
    IF priv.agency() IS NULL OR NOT EXISTS (
        SELECT 1 FROM public.cases_watch w WHERE w.id = watch AND w.agency_id = priv.agency() AND w.ended_at IS NULL
        UNION ALL SELECT 1 FROM public.involvement_recordwatch w
         WHERE w.id = watch AND w.agency_id = priv.agency() AND w.ended_at IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no watch stands'; END IF;
    working := ARRAY(SELECT priv.watch_working_now(watch));
    IF NOT EXISTS (SELECT 1 FROM public.cases_watchmemory m WHERE m.watch_id = watch) THEN
        INSERT INTO public.cases_watchmemory SELECT watch, w.id FROM unnest(working || nil) w (id)
            WHERE w.id = ANY (known) OR NOT w.id = ANY (visible) ON CONFLICT DO NOTHING;
    END IF;
    DELETE FROM public.cases_watchmemory m
        WHERE m.watch_id = watch AND m.agency_id <> nil AND NOT m.agency_id = ANY (working);
    RETURN QUERY INSERT INTO public.cases_watchmemory AS m SELECT watch, v.id FROM unnest(visible) v (id)
        ON CONFLICT DO NOTHING RETURNING m.agency_id;
END $$;

-- What was remembered for watches that have ended goes.
CREATE FUNCTION priv.watch_memory_forget() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DELETE FROM public.cases_watchmemory m WHERE NOT EXISTS (
        SELECT 1 FROM public.cases_watch w WHERE w.id = m.watch_id AND w.ended_at IS NULL
        UNION ALL SELECT 1 FROM public.involvement_recordwatch w WHERE w.id = m.watch_id AND w.ended_at IS NULL) $$;
REVOKE ALL ON FUNCTION priv.watch_working_now(uuid), priv.watch_news_of(uuid, uuid[], uuid[]),
    priv.watch_memory_forget() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.watch_news_of(uuid, uuid[], uuid[]), priv.watch_memory_forget() TO sharewell_worker;
"""


class Migration(migrations.Migration):
    """Run-time roles cannot read the table: that an agency stands in it would tell of somebody who is locked."""

    dependencies = [
        ("cases", "0007_drafts_are_looked_at_again"),
        ("involvement", "0010_who_was_told_by_a_watch"),
    ]
    operations = [migrations.RunSQL(MEMORY + FUNCTIONS)]
