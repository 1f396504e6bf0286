"""Section 16LA: shown, not relied on, while it is only announced; a duty with its bounds once it is confirmed."""

# covers: W13, W17, Y2

from dataclasses import replace
from datetime import date

import pytest

from sharewell.rules import rendering
from sharewell.rules.advice import advise
from sharewell.rules.facts import Facts
from sharewell.rules.instruments import INSTRUMENTS, Status
from sharewell.rules.packs import ALL_RULES, Pack
from sharewell.rules.questions import next_questions
from sharewell.rules.rule import Finding, Part, Recommendation

DAY = date(2026, 10, 1)
BOUND = Facts(
    immediate_danger=False,
    level_of_concern="early_help",
    protected="child",
    concern_kind="parenting_support",
    subject_relation="parent",
    prompted_by="own_concern",
    purpose="promote_welfare",
    sender_body="nhs_body",
    recipient_role="hub_early_help",
    necessary=True,
    consent="not_sought",
    considered_relevant=True,
    may_help_recipient=True,
    more_detrimental=False,
    telling_raises_risk=False,
    delay_raises_risk=False,
)


@pytest.fixture
def confirmed(monkeypatch):
    """The rules as they would be if the commencement were confirmed: one status changed in the calendar."""
    monkeypatch.setitem(INSTRUMENTS, "s16LA", replace(INSTRUMENTS["s16LA"], status=Status.IN_FORCE))
    return Pack(DAY, ALL_RULES)


def duties(given):
    return {reason.rule.id for reason in given.of(Part.DUTY, Finding.MET)}


def test_as_long_as_it_is_announced_it_changes_nothing_and_says_so():
    given = advise(BOUND, on=DAY)
    assert given.recommendation is Recommendation.SEEK_FIRST
    shown = {reason.rule.id: reason for reason in given.not_in_force}
    assert "duty.s16la" in shown
    entry = next(e for e in rendering.to_json(given)["not_in_force"] if e["rule"] == "duty.s16la")
    assert entry["status"] == "announced"
    assert "not confirmed" in entry["status_said"]


def test_once_confirmed_a_bound_body_must_share_what_it_considers_relevant(confirmed):
    given = advise(BOUND, on=DAY, pack=confirmed)
    assert given.recommendation is Recommendation.SHARE_TRIMMED
    assert duties(given) == {"duty.s16la"}
    assert given.seek_consent == "tell"
    assert "basis.legal-obligation" in {reason.rule.id for reason in given.of(Part.BASIS, Finding.MET)}
    assert given.openness == "before"


@pytest.mark.parametrize(
    "changes",
    [
        {"more_detrimental": True},
        {"considered_relevant": False},
        {"may_help_recipient": False},
        {"protected": "adult"},
        {"protected": "unborn"},
        {"recipient_role": "parent"},
        {"recipient_role": "councillor"},
        {"recipient_country": "scotland"},
        {"sender_body": "charity", "sender_commissioned": False, "sender_designated": False},
    ],
    ids=str,
)
def test_it_does_not_reach_beyond_its_words(confirmed, changes):
    given = advise(BOUND.but(**changes), on=DAY, pack=confirmed)
    assert duties(given) == set()
    assert given.recommendation is not Recommendation.SHARE_NOW


@pytest.mark.parametrize(
    "changes",
    [
        {"sender_body": "charity", "sender_commissioned": True},
        {"sender_body": "state_school", "sender_designated": True},
        {"sender_body": "local_authority"},
        {"sender_body": "police"},
    ],
    ids=str,
)
def test_it_reaches_named_bodies_those_they_commission_and_those_designated(confirmed, changes):
    assert duties(advise(BOUND.but(**changes), on=DAY, pack=confirmed)) == {"duty.s16la"}


@pytest.mark.parametrize("judged", ["considered_relevant", "may_help_recipient", "more_detrimental"])
def test_what_a_practitioner_considers_is_asked_and_never_assumed(confirmed, judged):
    forgotten = BOUND.but(**{judged: None})
    given = advise(forgotten, on=DAY, pack=confirmed)
    assert duties(given) == set()
    assert {r.rule.id for r in given.of(Part.DUTY, Finding.ASK)} >= {"duty.s16la"}
    assert judged in {question.fact.id for question in next_questions(forgotten, DAY, pack=confirmed)}


def test_it_does_not_lift_a_bar_nor_a_protected_place(confirmed):
    barred = advise(BOUND.but(court_papers=True, court_allows=False), on=DAY, pack=confirmed)
    assert barred.recommendation is Recommendation.DO_NOT_SHARE
    place = advise(BOUND.but(address_protected=True, reveals_whereabouts=True), on=DAY, pack=confirmed)
    assert "place" in place.held_back
