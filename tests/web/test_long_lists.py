"""Long lists come a part at a time; what waits for somebody is never put on a later page."""
# covers: W2

import pytest
from django.utils import timezone

from sharewell.base import rows
from sharewell.sharing import requests
from sharewell.web import paging

from factories import a_partnership, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db


def test_requests_that_are_done_come_a_part_at_a_time_and_open_ones_all_at_once(sign_in, monkeypatch):
    monkeypatch.setattr(paging, "EACH", 2)
    partnership = a_partnership()
    made = [a_request(partnership) for _ in range(8)]
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        for one in made[:5]:
            requests.withdraw(actor=actor, request_id=one, at=timezone.now())
    doctor = sign_in(partnership.doctor)
    shown = [doctor.get(f"/requests?page={number}").content.decode() for number in (1, 2, 3)]
    for page in shown:
        assert all(f"/requests/{one}" in page for one in made[5:])
    done = [[one for one in made[:5] if f"/requests/{one}" in page] for page in shown]
    assert [len(part) for part in done] == [2, 2, 1]
    assert {one for part in done for one in part} == set(made[:5])
    assert "Page 2 of 3: 3 to 4 of 5." in shown[1]
    assert 'href="?page=1"' in shown[1]
    assert 'href="?page=3"' in shown[1]
    for odd in ("0", "99", "x", ""):
        assert doctor.get(f"/requests?page={odd}").status_code == 200
