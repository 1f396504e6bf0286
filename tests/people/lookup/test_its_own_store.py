"""Matching has its own store: it reads no case table, nobody reads it past its functions, and each call is logged."""
# covers: Y16 W14

import re

import pytest

pytestmark = pytest.mark.django_db

# What the look-up's functions may touch besides the store itself.
ALSO = {"directory_agency", "notices_notice"}
RUN_TIME = ("sharewell_app", "sharewell_worker")


def functions(admin_connection) -> dict[str, str]:
    found = admin_connection.execute(
        "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'priv' AND p.proname LIKE 'lookup%'"
    ).fetchall()
    return dict(found)


def test_the_functions_that_find_people_read_the_store_and_nothing_of_the_work(admin_connection):
    found = functions(admin_connection)
    assert {"lookup_find", "lookup_tell", "lookup_by_number", "lookup_file", "lookup_forget"} <= set(found)
    read = {name: set(re.findall(r"public\.(\w+)", source)) for name, source in found.items()}
    strangers = {
        name: others
        for name, tables in read.items()
        if (others := {table for table in tables if not table.startswith("lookup_")} - ALSO)
    }
    assert strangers == {}
    # With an empty search path, a table that is not named with its schema could not be reached at all.
    paths = admin_connection.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'priv'"
        " AND p.proname LIKE 'lookup%' AND NOT 'search_path=pg_catalog' = ANY (coalesce(p.proconfig, '{}'))"
    ).fetchall()
    assert paths == []


def test_no_run_time_role_may_touch_the_store_in_any_way(admin_connection):
    tables = [
        name
        for (name,) in admin_connection.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'lookup%' AND relkind IN ('r', 'p', 'v', 'm')"
        ).fetchall()
    ]
    assert len(tables) >= 7
    for table in tables:
        for role in RUN_TIME:
            for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES"):
                may = admin_connection.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, privilege])
                assert may.fetchone() == (False,), (role, table, privilege)


def test_no_table_of_the_work_refers_to_the_store_and_the_store_refers_to_none(admin_connection):
    crossing = admin_connection.execute(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        " AND (conrelid::regclass::text LIKE 'lookup%') <> (confrelid::regclass::text LIKE 'lookup%')"
    ).fetchall()
    assert crossing == []


def test_everything_that_tells_who_was_found_is_written_down_first(admin_connection):
    found = functions(admin_connection)
    asking = found["lookup_find"]
    assert asking.index("INSERT INTO public.lookup_log") < asking.index("priv.lookup_arms")
    for name in ("lookup_tell", "lookup_by_number"):
        assert "public.lookup_log" in found[name], name
        assert "no question was asked" in found[name], name
    granted = admin_connection.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'priv'"
        " AND p.proname LIKE 'lookup%' AND has_function_privilege('sharewell_app', p.oid, 'EXECUTE')"
    ).fetchall()
    open_to_pages = {"lookup_find", "lookup_tell", "lookup_by_number", "lookup_spellings", "lookup_codes"}
    open_to_pages |= {"lookup_file", "lookup_forget"}
    open_to_pages |= {"lookup_being_refiled"}  # tells of agencies, never of anybody in the store
    assert {name for (name,) in granted} == open_to_pages
