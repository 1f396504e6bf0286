"""A number corrected at once: shown beside the one before it, decided on afterwards, and never 999's place."""
# covers: Y18 Y20

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.directory import contact_points, lines
from sharewell.directory.local import deciding, urgent, waiting
from sharewell.directory.local.kinds.kind import NotUsable
from sharewell.directory.models import ContactPoint, UrgentNumber
from sharewell.rules.refusals import NotAllowed

from factories import NOW, acting

pytestmark = pytest.mark.django_db
OTHER = {"route": "safeguarding", "area": "all", "who_for": "a social worker", "option": "", "hours": "always"}


@pytest.fixture(autouse=True)
def state_dir(tmp_path, settings):
    settings.STATE_DIR = tmp_path


@pytest.fixture
def correct(council, wish):
    def made(phone="01632 960999", *, who=None, seen=(), at=NOW, form_key=None, was_rung=True, **more: object):
        fields = {"kind": "number", "agency_id": None, "key": "CP03", "replaces_id": council.point.id}
        value = OTHER | {"phone": phone}
        with rows.acting_for(acting(who or council.first)) as actor:
            return urgent.correct(
                actor=actor,
                form_key=form_key or uuid4(),
                wish=replace(wish(**fields, value=value), **more),
                was_rung=was_rung,
                seen=seen,
                at=at,
            )

    return made


def shown(at=NOW) -> tuple[str, str]:
    contact_points.publish(at)
    line = lines.right_now("safeguarding", at)
    return line.phone, line.before


def test_it_is_shown_at_once_and_the_directory_itself_is_not_touched(council, correct):
    correct()
    assert shown() == ("01632 960999", "01632 960001")
    assert ContactPoint.objects.get(code="CP03").phone == "01632 960001"
    assert lines.right_now("emergency", NOW) is None or lines.right_now("emergency", NOW).phone == "999"


def test_it_stays_with_the_one_before_it_until_somebody_decides(council, correct):
    correct()
    assert shown(NOW + timedelta(days=3)) == ("01632 960999", "01632 960001")


def test_approved_it_stands_alone_and_takes_its_place_the_next_day(council, correct):
    change = correct()
    with rows.acting_for(acting(council.second)) as actor:
        deciding.approve(actor=actor, change_id=change.id, reason="Rung.", at=NOW)
    assert shown() == ("01632 960999", "")
    assert shown(NOW + timedelta(days=1)) == ("01632 960999", "")
    assert [point.valid_from for point in ContactPoint.objects.filter(code="CP03").order_by("valid_from")][1] == (
        NOW.date() + timedelta(days=1)
    )


def test_turned_down_or_taken_back_it_is_gone_and_what_was_shown_is_kept(council, correct):
    first = correct()
    with rows.acting_for(acting(council.second)) as actor:
        deciding.turn_down(actor=actor, change_id=first.id, reason="Dead too.", at=NOW)
    assert shown() == ("01632 960001", "")
    second = correct("01632 960998")
    with rows.acting_for(acting(council.first)) as actor:
        deciding.withdraw(actor=actor, change_id=second.id, at=NOW)
    assert shown() == ("01632 960001", "")
    assert {one.phone for one in UrgentNumber.objects.exclude(ended_at=None)} == {"01632 960999", "01632 960998"}


def test_of_two_corrections_the_later_is_shown_and_an_approved_one_ends_the_other(council, correct):
    first = correct()
    second = correct("01632 960998", who=council.manager, seen=[first.id], at=NOW + timedelta(minutes=1))
    assert shown()[0] == "01632 960998"
    with rows.acting_for(acting(council.second)) as actor:
        deciding.approve(actor=actor, change_id=first.id, reason="Rung.", at=NOW + timedelta(minutes=2))
        assert waiting.one(actor, second.id).is_overtaken
    assert shown() == ("01632 960999", "")
    assert shown(NOW + timedelta(days=1)) == ("01632 960999", "")


def test_the_corrector_does_not_confirm_it_and_the_number_must_have_been_rung(council, correct):
    with pytest.raises(NotUsable, match="Ring the new number first"):
        correct(was_rung=False)
    assert not UrgentNumber.objects.exists()
    change = correct()
    with rows.acting_for(acting(council.first)) as actor, pytest.raises(deciding.OwnProposal):
        deciding.approve(actor=actor, change_id=change.id, reason="Mine.", at=NOW)


def test_the_same_form_sent_twice_is_one_correction(correct):
    key = uuid4()
    assert correct(form_key=key).id == correct(form_key=key).id
    assert UrgentNumber.objects.count() == 1


def test_only_those_with_the_role_and_only_a_number_that_is_there(council, correct):
    with pytest.raises(NotAllowed):
        correct(who=council.partnership.social_worker)
    with pytest.raises(NotUsable, match="that is there already"):
        correct(replaces_id=None)
    with pytest.raises(NotUsable, match="that is there already"):
        correct(kind="clock")
