"""The numbers in the file: written whole, with what is coming, and told only when committed."""
# covers: Y18

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sharewell.directory import contact_points, first_sign_in, lines, state_file
from sharewell.directory.models import BankHoliday, ContactPoint

from factories import a_partnership, a_practitioner

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def state_dir(tmp_path: Path, settings) -> Path:
    settings.STATE_DIR = tmp_path
    return tmp_path


def a_number(phone: str, **more: object) -> ContactPoint:
    fields = {"code": "CP03", "route": "safeguarding", "who_for": "a social worker", "hours": "always"}
    return ContactPoint.objects.create(**fields | {"phone": phone, "valid_from": date(2018, 1, 1)} | more)


def test_todays_and_coming_numbers_are_written_and_past_ones_are_not(state_dir):
    a_number("past", valid_to=date(2026, 11, 23))
    a_number("today", valid_to=date(2026, 11, 30))
    a_number("coming", valid_from=date(2026, 12, 1))
    contact_points.publish(NOW)
    told = json.loads((state_dir / "contact_points.json").read_text())
    assert [point["phone"] for point in told["points"]] == ["today", "coming"]
    assert lines.right_now("safeguarding", NOW).phone == "today"
    assert lines.right_now("safeguarding", datetime(2026, 12, 1, 9, tzinfo=UTC)).phone == "coming"


def test_bank_holidays_go_with_the_numbers(state_dir):
    BankHoliday.objects.get_or_create(day=date(2026, 12, 25), defaults={"name": "Christmas Day"})
    contact_points.publish(NOW)
    assert date(2026, 12, 25) in lines.bank_holidays(NOW)


def test_a_write_that_fails_leaves_the_old_file_as_it_was(state_dir, monkeypatch):
    a_number("first")
    contact_points.publish(NOW)
    monkeypatch.setattr(state_file.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    a_number("second", code="CP04")
    with pytest.raises(OSError, match="full"):
        contact_points.publish(NOW)
    assert [line.phone for line in lines.lines(NOW)] == ["first"]


def test_a_number_changed_on_the_pages_is_in_the_file_once_a_second_person_has_approved_it(
    state_dir, client, django_capture_on_commit_callbacks
):
    partnership = a_partnership()
    point = a_number("01632 960001")
    first, second = a_practitioner(partnership.hub, "R14"), a_practitioner(partnership.hub, "R14")
    tomorrow = timezone.localdate() + timedelta(days=1)
    typed = {
        "who_for": "a social worker",
        "phone": "01632 960002",
        "hours": "always",
        "valid_from": f"{tomorrow:%d/%m/%Y}",
        "source": "The hub's manager, by telephone",
        "checked_on": f"{timezone.localdate():%d/%m/%Y}",
        "reason": "Rung and confirmed.",
    }
    signed_in(client, first)
    with django_capture_on_commit_callbacks(execute=True):
        proposal = client.post(f"/local/{point.id}/change", typed)
        assert proposal.status_code == 302
    assert not (state_dir / "contact_points.json").exists()
    signed_in(client, second)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(proposal["Location"], {"decision": "approve", "reason": "I rang it."}).status_code == 302
        assert not (state_dir / "contact_points.json").exists()
    assert lines.right_now("safeguarding", timezone.now()).phone == "01632 960001"
    assert lines.right_now("safeguarding", timezone.now() + timedelta(days=1)).phone == "01632 960002"


def signed_in(client, practitioner) -> None:
    first_sign_in.prepare(practitioner, password="correct horse battery", totp_secret="JBSWY3DPEHPK3PXP" * 2)
    client.force_login(practitioner)
