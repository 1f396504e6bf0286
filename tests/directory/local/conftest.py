"""A council with two administrators, its own values, and a school that is somebody else."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.directory.local import proposing
from sharewell.directory.models import Arrangement, ContactPoint, RetentionPeriod

from factories import NOW, a_partnership, a_practitioner, acting

START = date(2018, 1, 1)


@pytest.fixture
def council(db) -> SimpleNamespace:
    partnership = a_partnership()
    point = ContactPoint.objects.create(
        code="CP03",
        route="safeguarding",
        who_for="a social worker",
        phone="01632 960001",
        hours="always",
        valid_from=START,
    )
    period = RetentionPeriod.objects.create(
        record_class="contact", counted_from="birth", years=25, source="schedule", valid_from=START
    )
    return SimpleNamespace(
        partnership=partnership,
        hub=partnership.hub,
        first=a_practitioner(partnership.hub, "R14"),
        second=a_practitioner(partnership.hub, "R14"),
        manager=partnership.manager,
        clock=Arrangement.objects.get(agency=partnership.hub, key="rating.red.hours"),
        point=point,
        period=period,
    )


@pytest.fixture
def wish(council):
    """A maker of wishes: the red clock to two hours from the new year on, unless told otherwise."""

    def made(**more: object) -> proposing.Wish:
        fields = {
            "kind": "clock",
            "agency_id": council.hub.id,
            "key": "rating.red.hours",
            "replaces_id": council.clock.id,
            "value": {"amount": 2},
            "valid_from": date(2027, 1, 1),
            "source": "Board minutes, item 4",
            "reason": "Four hours were too slow.",
            "checked_on": NOW.date(),
        }
        return proposing.Wish(**fields | more)

    return made


@pytest.fixture
def propose(council, wish):
    """A maker of proposals by the first administrator."""

    def made(who=None, seen=(), at=NOW, form_key=None, **more: object):
        with rows.acting_for(acting(who or council.first)) as actor:
            return proposing.propose(actor=actor, form_key=form_key or uuid4(), wish=wish(**more), seen=seen, at=at)

    return made
