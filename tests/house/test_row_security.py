"""Every table is either under forced row security or on the reviewed list, with a reason."""
# covers: W14

import pytest

from sharewell.base.uncovered import OUTSIDE_ROW_SECURITY

RUN_TIME = ("sharewell_app", "sharewell_worker")
pytestmark = pytest.mark.django_db


@pytest.fixture
def tables(admin_connection) -> dict[str, tuple[bool, bool, int]]:
    found = admin_connection.execute(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
        " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
    ).fetchall()
    return {name: (enabled, forced, policies) for name, enabled, forced, policies in found}


def test_every_table_is_covered_or_stands_on_the_reviewed_list(tables):
    uncovered = {name for name, (enabled, forced, policies) in tables.items() if not (enabled and forced and policies)}
    assert uncovered - set(OUTSIDE_ROW_SECURITY) == set()


def test_the_reviewed_list_names_only_tables_that_exist_and_need_it(tables):
    assert {name for name in OUTSIDE_ROW_SECURITY if name not in tables} == set()
    assert {name for name in OUTSIDE_ROW_SECURITY if name in tables and tables[name][1]} == set()


def test_the_run_time_roles_own_nothing_and_can_bypass_nothing(admin_connection):
    for role in RUN_TIME:
        superuser, bypass, creates = admin_connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = %s", [role]
        ).fetchone()
        assert (superuser, bypass, creates) == (False, False, False)
        (owned,) = admin_connection.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [role]
        ).fetchone()
        assert owned == 0


def test_nobody_at_run_time_may_truncate_or_set_triggers(admin_connection, tables):
    for table in tables:
        for role in RUN_TIME:
            for privilege in ("TRUNCATE", "TRIGGER", "REFERENCES"):
                (held,) = admin_connection.execute(
                    "SELECT has_table_privilege(%s, %s, %s)", [role, f"public.{table}", privilege]
                ).fetchone()
                assert not held, (role, table, privilege)


def test_views_ask_as_the_one_who_looks_and_no_rows_are_kept_outside_policies(admin_connection):
    loose = admin_connection.execute(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
        " AND (relkind = 'm' OR (relkind = 'v' AND NOT coalesce(reloptions @> '{security_invoker=true}', false)))"
    ).fetchall()
    assert loose == []


# Functions that run in their owner's rights: each was read by a person, and each pins its search path.
REVIEWED = {
    "scope_part",
    "agency",
    "practitioner",
    "purpose",
    "lookup_codes",
    "lookup_file",
    "lookup_find",
    "lookup_tell",
    "lookup_spellings",
    "lookup_waiting",
    "lookup_locked",
    "lookup_looked_at",
    "list_freshness",
    "lists_unfinished",
    "who_else",
    "who_else_waiting",
    "who_else_closed",
    "who_else_broker",
    "who_else_withdraw",
    "watched",
    "watched_record",
    "watch_news_take_back",
    "watch_news_resting_on",
    "watch_news_of",
    "watch_memory_forget",
    "lookup_by_number",
    "lookup_forget",
    "lookup_refiling_begin",
    "lookup_refiling_next",
    "lookup_not_in_form",
    "lookup_refiled",
    "lookup_being_refiled",
}


def test_functions_with_the_owners_rights_are_the_reviewed_ones(admin_connection):
    found = admin_connection.execute(
        "SELECT p.proname, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    assert {name for name, _ in found} == REVIEWED
    for name, config in found:
        assert any(setting.startswith("search_path=") for setting in config or []), name
