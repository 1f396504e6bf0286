"""People of the very names are found however wrong the birth date is."""

from django.db import migrations

ARMS = """
-- The arms of one question: each reads one index and nothing else, and each is bounded.
CREATE OR REPLACE FUNCTION priv.lookup_arms(
    numbers text[], family text[], family_keys int[], given text[], given_near text[], given_keys int[],
    given_from int, given_to int, day smallint, swapped smallint, days smallint[], from_day smallint, to_day smallint,
    place_at int, place_from int, place_to int)
RETURNS TABLE (pid int, family_code int, given_code int, place int, born smallint, sex smallint)
LANGUAGE plpgsql SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET jit = off SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
    family_exact int[];
    family_rare int[];
    family_common int[];
    family_middling int[];
    given_exact int[];
    family_near int[];
    near_given int[];
    is_given_asked boolean := cardinality(lookup_arms.given) > 0;
    most_alike int := CASE WHEN day IS NULL THEN 100 ELSE 30 END;
    how_many int;
BEGIN
    SELECT coalesce(array_agg(n.code) FILTER (WHERE n.text = ANY (lookup_arms.family)), '{}'),
           coalesce(array_agg(n.code) FILTER (WHERE n.text = ANY (lookup_arms.family) AND n.families <= 300), '{}'),
           coalesce(array_agg(n.code) FILTER (WHERE n.text = ANY (lookup_arms.family) AND n.families > 300), '{}'),
           coalesce(array_agg(n.code) FILTER (WHERE n.text = ANY (lookup_arms.family)
                                              AND n.families > 300 AND (n.families <= 3000 OR day IS NULL)), '{}'),
           coalesce(array_agg(n.code) FILTER (WHERE n.text = ANY (lookup_arms.given)), '{}')
        INTO family_exact, family_rare, family_common, family_middling, given_exact
        FROM public.lookup_name n WHERE n.text = ANY (lookup_arms.family || lookup_arms.given);
    -- Each spelling once, though it shares several keys with what is asked. Some systems cross the two names over, and
    -- some records have only one: code 0 is "none".
    family_near := ARRAY(
        SELECT k.code FROM public.lookup_name_key k WHERE k.key = ANY (family_keys) AND k.is_family
        UNION SELECT unnest(family_exact || given_exact || 0) LIMIT 600);
    near_given := ARRAY(
        SELECT k.code FROM public.lookup_name_key k WHERE k.key = ANY (given_keys) AND k.is_given
        UNION SELECT n.code FROM public.lookup_name n WHERE n.text = ANY (given_near)
        UNION SELECT unnest(given_exact || family_exact || 0) LIMIT 400);
    -- Each arm is fenced by its LIMIT, so that every step is a descent of one index with all its conditions. What is not
    -- needed is not begun: to make ready for an arm takes as long as two descents.
    RETURN QUERY
    SELECT f.* FROM unnest(family_near) n (code) CROSS JOIN LATERAL (
        SELECT f.pid, f.family, f.given, f.place, f.born, f.sex FROM public.lookup_facet f
        WHERE f.born = lookup_arms.day AND f.family = n.code LIMIT 300) f
    UNION ALL
    -- What begins like the first name is read in one piece below; the very name is not left to its limit.
    SELECT f.* FROM unnest(near_given) n (code) CROSS JOIN LATERAL (
        SELECT f.pid, f.family, f.given, f.place, f.born_given, f.sex FROM public.lookup_facet f
        WHERE f.born_given = lookup_arms.day AND f.given = n.code LIMIT 300) f
    WHERE n.code NOT BETWEEN coalesce(given_from, 1) AND coalesce(given_to, 0) OR n.code = ANY (given_exact)
    UNION ALL
    SELECT f.* FROM (
        SELECT f.pid, f.family, f.given, f.place, f.born_given, f.sex FROM public.lookup_facet f
        WHERE f.born_given = lookup_arms.day AND f.given BETWEEN given_from AND given_to LIMIT 300) f
    UNION ALL
    -- Where a day is asked for, a place alone says too little: born about then, or one of the names like.
    SELECT f.* FROM (
        SELECT f.pid, f.family, f.given, f.place, f.born, f.sex FROM public.lookup_facet f
        WHERE f.place = place_at AND (day IS NULL OR f.born BETWEEN from_day AND to_day OR f.family = ANY (family_near)
              OR f.given BETWEEN given_from AND given_to OR f.given = ANY (near_given)) LIMIT 100) f
    UNION ALL
    SELECT f.* FROM (
        SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
        WHERE f.born_other = lookup_arms.day AND f.place BETWEEN place_from AND place_to LIMIT 200) f;
    IF cardinality(numbers) > 0 THEN
        RETURN QUERY
        SELECT f.* FROM public.lookup_number x CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born, f.sex FROM public.lookup_facet f
            WHERE f.pid = x.pid LIMIT 20) f WHERE x.number = ANY (numbers);
    END IF;
    IF swapped IS NOT NULL THEN
        RETURN QUERY
        SELECT f.* FROM unnest(given_exact) n (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_given, f.sex FROM public.lookup_facet f
            WHERE f.born_given = swapped AND f.given = n.code LIMIT 300) f;
    END IF;
    -- Of a rare family all are read in one piece: fewer than there are days and first names to go down for. A like first
    -- name is enough there, whenever born.
    IF cardinality(family_rare) > 0 THEN
        RETURN QUERY
        SELECT f.* FROM unnest(family_rare) n (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
            WHERE f.family = n.code AND (f.given = ANY (near_given) OR f.place BETWEEN place_from AND place_to
                  OR (f.given BETWEEN given_from AND given_to OR NOT is_given_asked)
                     AND (f.born_other BETWEEN from_day AND to_day OR f.born_other = ANY (days))) LIMIT 300) f;
    END IF;
    -- A wrong day and a common family name say too little: the first name must be like, or begin alike, if there is one.
    IF cardinality(family_common) > 0 THEN
        RETURN QUERY
        SELECT f.* FROM unnest(days) d (day) CROSS JOIN unnest(family_common) n (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born, f.sex FROM public.lookup_facet f
            WHERE f.born = d.day AND f.family = n.code AND (f.given = ANY (near_given)
                  OR f.given BETWEEN given_from AND given_to OR NOT is_given_asked) LIMIT 100) f;
    END IF;
    -- Of a very common one a first name that is only like, and another day, say nothing: there are hundreds.
    IF cardinality(family_middling) > 0 THEN
        RETURN QUERY
        SELECT f.* FROM unnest(family_middling) n (code) CROSS JOIN unnest(near_given) g (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
            WHERE f.family = n.code AND f.given = g.code AND f.born_other BETWEEN from_day AND to_day
            LIMIT most_alike) f LIMIT most_alike;
    END IF;
    IF day IS NULL AND place_at IS NULL AND place_from IS NOT NULL THEN
        -- With neither a day nor a whole place: who in the district has a name like.
        RETURN QUERY
        SELECT f.pid, f.family, f.given, f.place, f.born, f.sex FROM public.lookup_facet f
        WHERE f.place BETWEEN place_from AND place_to AND (f.family = ANY (family_near) OR f.given = ANY (near_given))
              AND f.born BETWEEN from_day AND to_day LIMIT 200;
    END IF;
    RETURN QUERY
    SELECT f.* FROM unnest(family_near) n (code) CROSS JOIN unnest(given_exact) g (code) CROSS JOIN LATERAL (
        SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
        WHERE f.family = n.code AND f.given = g.code AND f.born_other BETWEEN from_day AND to_day
        LIMIT most_alike) f LIMIT most_alike;
    GET DIAGNOSTICS how_many = ROW_COUNT;
    IF how_many = most_alike THEN
        -- Of a common name there are hundreds, and not all were read: those born about then are, or who live near.
        RETURN QUERY
        SELECT f.* FROM unnest(family_near) n (code) CROSS JOIN unnest(given_exact) g (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
            WHERE f.family = n.code AND f.given = g.code
                  AND f.born_other BETWEEN coalesce(day - 31, from_day) AND coalesce(day + 31, to_day)
                  AND (day IS NOT NULL OR f.place BETWEEN place_from AND place_to) LIMIT 50) f LIMIT 50;
    ELSE
        -- Of an uncommon one all are, whenever born, and either way round: a birth date may be a guess.
        RETURN QUERY
        (SELECT f.* FROM unnest(family_near) n (code) CROSS JOIN unnest(given_exact) g (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
            WHERE f.family = n.code AND f.given = g.code LIMIT most_alike) f LIMIT most_alike)
        UNION ALL
        SELECT f.* FROM unnest(given_exact) n (code) CROSS JOIN unnest(family_exact) g (code) CROSS JOIN LATERAL (
            SELECT f.pid, f.family, f.given, f.place, f.born_other, f.sex FROM public.lookup_facet f
            WHERE f.family = n.code AND f.given = g.code LIMIT most_alike) f;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """A row may come twice; whoever weighs them takes each record once."""

    dependencies = [("lookup", "0009_fewer_descents")]
    operations = [migrations.RunSQL(ARMS)]
