"""Putting a job in the queue, in the same transaction as the act that needs it."""

from uuid import UUID

from procrastinate.contrib.django import app

SEND_NOTICE = "send_notice"
CHASE_REQUESTS = "chase_requests"
PLACE_LEAVES = "place_leaves"
TELL_CUSTODIANS = "tell_custodians"  # people.lookup.custodians.tell
TELL_WATCHERS = "tell_watchers"  # involvement.watching: every kind of watch
LOAD_LISTS = "load_lists"  # involvement.lists.loading.go_on
REFILE = "refile"  # people.lookup.refiling.go_on
BROKER = "broker"  # involvement.brokering.broker


def later(name: str, *, about: UUID | None = None) -> None:
    """Ask for a job by name; its only argument is a random reference, never anything about a person."""
    arguments = {} if about is None else {"about": str(about)}
    app.configure_task(name, allow_unknown=True).defer(**arguments)
