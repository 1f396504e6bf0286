"""Statements sent as they are written fail and listen as the framework's own do."""
# covers: W14

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from sharewell.base import statements

pytestmark = pytest.mark.django_db


NOTE = "SELECT set_config('sharewell.noted', coalesce(current_setting('sharewell.noted', true), '') || %s, true)"
NOTED = "SELECT current_setting('sharewell.noted', true)"


def test_statements_in_one_trip_run_in_their_order_and_each_gives_its_rows():
    with transaction.atomic():
        told = statements.together((NOTE, ["1"]), (NOTE, ["2"]), ("SET LOCAL lock_timeout = '7s'", ()), (NOTED, ()))
    assert [rows[-1][0][-1:] if rows else "" for rows in told] == ["1", "2", "", "2"]
    assert told[3][0][0].endswith("12")


def test_one_that_fails_in_a_trip_takes_those_after_it_along():
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        statements.together((NOTE, ["before"]), ("SELECT 1 / %s", [0]), (NOTE, ["after"]))
    assert fault.value.__cause__.sqlstate == "22012"  # division by zero: the first fault, not that of those after it
    assert statements.fetched(NOTED)[0][0] in (None, "")


def test_nothing_is_asked_in_a_transaction_that_can_only_be_rolled_back():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            statements.fetched("SELECT 1")
        with pytest.raises(TransactionManagementError):
            statements.together(("SELECT 1", ()))


def test_whoever_listens_to_statements_hears_them_without_their_values():
    heard = []

    def listening(execute, sql, values, many, context):
        heard.append(sql)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listening):
        statements.fetched("SELECT %s::text", ["secret"])
        statements.together(("SELECT %s::text", ["secret"]), ("SELECT 2", ()))
    assert heard == ["SELECT %s::text", "SELECT %s::text;\nSELECT 2"]
