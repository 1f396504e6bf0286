"""The commonest pages make few trips to the database, however much they show, and each view is in the ledger."""
# covers: W14

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.ledger.models import Opening

from factories import acting
from page_walk import client_of
from whole_case import a_whole_case

pytestmark = pytest.mark.django_db

# A test runs inside a transaction, where beginning and ending another one costs statements that pages do not ask. Only
# the framework's own savepoints have names in quotation marks: the look-up's is sent with its first trip, and counted.
NOT_OF_THE_PAGE = ('SAVEPOINT "', 'RELEASE SAVEPOINT "', "SELECT set_config('sharewell.scope', ''")


def trips_of(client, address):
    asked = []

    def listening(execute, sql, values, many, context):
        asked.append(sql)
        return execute(sql, values, many, context)

    assert client.get(address).status_code == 200  # the first view may change something
    with connection.execute_wrapper(listening):
        assert client.get(address).status_code == 200
    return [sql for sql in asked if not sql.startswith(NOT_OF_THE_PAGE)]


def test_the_commonest_pages_make_few_trips():
    case = a_whole_case()
    hub, surgery = client_of(case.partnership.social_worker), client_of(case.partnership.doctor)
    enquiry, request, ref = case.ids["enquiry"], case.ids["request"], case.ids["ref"]
    # Session, who it is, scope, the page, the entry of the ledger, and what was read of one's notices.
    most = {
        (hub, "/work", ""): 4,
        (hub, "/hub", "queue.viewed"): 5,
        (hub, f"/hub/enquiry/{enquiry}", "enquiry.viewed"): 6,
        (hub, f"/hub/enquiry/{enquiry}/picture", "picture.viewed"): 6,
        (surgery, f"/requests/{request}", "request.viewed"): 6,
        # The look-up has a limit, a store and a log of its own, and shows the hub's own persons, which is an entry too.
        (hub, f"/hub/enquiry/{enquiry}/who/{ref}", "search.made"): 10,
    }
    for (client, address, event), limit in most.items():
        asked = trips_of(client, address)
        assert len(asked) <= limit, "\n".join([address, *(sql[:90] for sql in asked)])
        if event:
            whose = case.partnership.doctor if client is surgery else case.partnership.social_worker
            with rows.acting_for(acting(whose)):
                assert Opening.objects.filter(event=event, practitioner_id=whose.id).count() >= 2
