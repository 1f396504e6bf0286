"""The work list: every kind of notice leads to a page, the newest word about a thing alone, nothing named."""
# covers: W2 W4

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from sharewell.base import rows
from sharewell.notices import post
from sharewell.notices.kinds import FOR_THOSE_WHO, KINDS
from sharewell.rules.access import GRANTED, may
from sharewell.web.work import LEADS

from factories import a_partnership, acting


def test_every_kind_of_notice_leads_to_a_page_that_its_reader_may_open():
    assert set(LEADS) == set(KINDS)
    from django.urls import get_resolver

    pages = {one.name: one.callback.page_access for one in get_resolver().url_patterns}
    for kind, (name, has_ref) in LEADS.items():
        assert reverse(name, args=[uuid4()] if has_ref else None)
        if kind in FOR_THOSE_WHO:
            readers = [role for role in GRANTED if may(role, FOR_THOSE_WHO[kind])]
            assert readers
            blocked = [role for role in readers if not may(role, pages[name].permission)]
            assert blocked == [], (kind, name)


@pytest.mark.django_db
def test_a_reminder_takes_the_place_of_the_first_notice_and_names_nobody(sign_in):
    partnership, request, at = a_partnership(), uuid4(), timezone.now()
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        for minutes, kind in enumerate(("request_waits", "request_due", "request_overdue")):
            post.tell(
                actor=actor,
                agency_id=partnership.gp.id,
                kind=kind,
                about=request,
                at=at + timedelta(minutes=minutes),
                due_at=at - timedelta(hours=1),
            )
    page = sign_in(partnership.doctor).get("/work").content.decode()
    assert page.count(f"/requests/{request}") == 1
    assert "A request for information is overdue." in page
    assert "Overdue: was due" in page
