"""The rulebook as a whole: its calendar, its catalogue, its words, and that everything it needs to know is asked."""

# covers: W10, W15, W16, W17, W18, W19, W20, W22, W24, Y21

import re
from datetime import date

import pytest
import yaml

from sharewell.rules import advice as advising
from sharewell.rules import dates, facts, rendering
from sharewell.rules.expressions import facts_in
from sharewell.rules.facts import FACTS
from sharewell.rules.instruments import INSTRUMENTS, Status
from sharewell.rules.packs import ALL_RULES, pack_on
from sharewell.rules.questions import NEVER_ASKED, next_questions
from sharewell.rules.rule import CHOOSERS, Finding, Part

from situations import SITUATIONS

TODAY = date(2026, 11, 24)
RULES = {rule.id: rule for rule in ALL_RULES}

# The days of the reference: when each instrument took effect, and how it stands.
CALENDAR = {
    "children-act-1989": (date(1991, 10, 14), Status.IN_FORCE),
    "cda-1998": (date(1998, 9, 30), Status.IN_FORCE),
    "hra-1998": (date(2000, 10, 2), Status.IN_FORCE),
    "children-act-2004": (date(2005, 3, 1), Status.IN_FORCE),
    "mca-2005": (date(2007, 10, 1), Status.IN_FORCE),
    "care-act-2014": (date(2015, 4, 1), Status.IN_FORCE),
    "gdpr": (date(2018, 5, 25), Status.IN_FORCE),
    "advice-2018": (date(2018, 7, 1), Status.IN_FORCE),
    "caldicott-8": (date(2020, 12, 8), Status.IN_FORCE),
    "wt-2020": (date(2020, 12, 9), Status.IN_FORCE),
    "uk-gdpr": (date(2021, 1, 1), Status.IN_FORCE),
    "ico-code": (date(2021, 10, 5), Status.IN_FORCE),
    "iicsa-hold": (date(2023, 1, 20), Status.IN_FORCE),
    "ico-10": (date(2023, 9, 14), Status.IN_FORCE),
    "wt-2023": (date(2023, 12, 15), Status.IN_FORCE),
    "advice-2024": (date(2024, 4, 19), Status.IN_FORCE),
    "duaa-2025-search": (date(2025, 6, 19), Status.IN_FORCE),
    "duaa-2025": (date(2026, 2, 5), Status.IN_FORCE),
    "wt-2026": (date(2026, 3, 19), Status.IN_FORCE),
    "ico-interest": (date(2026, 3, 23), Status.IN_FORCE),
    "complaints": (date(2026, 6, 19), Status.IN_FORCE),
    "s16LA": (date(2026, 9, 30), Status.ANNOUNCED),
    "s16LA-guidance": (date(2026, 9, 30), Status.DRAFT),
    "s16LC": (date(2026, 9, 30), Status.ENACTED_NOT_COMMENCED),
    "csa-reporting": (date(2026, 9, 30), Status.ENACTED_NOT_COMMENCED),
}

# The starter catalogue of the reference, each with the rules that carry it and the first and last day it stands.
CATALOGUE = {
    "EMG-1 danger before anything": (["recommend.danger", "danger.999"], dates.ADVICE_2018, None),
    "EMG-2 no waiting for consent": (["danger.no-waiting-for-consent"], dates.ADVICE_2018, None),
    "EMG-3 out of hours": (["danger.out-of-hours"], dates.ADVICE_2018, None),
    "OPEN-1 open unless unsafe": (["openness.before-harm", "golden.2018.2"], dates.ADVICE_2018, date(2024, 4, 18)),
    "OPEN-2 engage where safe": (["openness.before-harm-2024", "golden.2024.2"], date(2024, 4, 19), None),
    "CON-1 consent where fit": (["recommend.in-need-2018"], dates.ADVICE_2018, dates.LAST_DAY_OF_CONSENT_FIRST),
    "CON-2 consent not needed": (["recommend.in-need", "consent.seek.in-need"], date(2020, 12, 9), None),
    "CON-3 a perceived risk is enough": (["consent.perceived-risk"], date(2024, 4, 19), None),
    "CON-4 no misleading question": (["consent.not-misleading"], dates.GDPR, None),
    "CON-5 agreement, or a reason": (["recommend.seek-agreement", "recommend.outweighs"], dates.ADVICE_2018, None),
    "CON-6 consent relied on is noted": (["condition.consent-noted"], dates.ADVICE_2018, None),
    "P18-1 four limbs": (["limb.18.1a", "limb.18.1b", "limb.18.1c", "limb.18.1d"], dates.GDPR, None),
    "P18-2 an adult at risk": (["limb.18.adult"], dates.GDPR, None),
    "P18-3 after a refusal": (["limb.18.refusal"], dates.GDPR, None),
    "APD-1 policy document": (["condition.policy-document"], dates.GDPR, None),
    "RLI-1 not for public tasks": (["basis.no-recognised-interest-for-public-tasks"], date(2026, 2, 5), None),
    "RLI-2 for others": (["basis.recognised-legitimate-interest"], date(2026, 2, 5), None),
    "PUR-1 deemed compatible": (["purpose.safeguarding-deemed-compatible"], date(2026, 2, 5), None),
    "DUTY-2 section 45": (["duty.s45"], date(2015, 4, 1), None),
    "DUTY-3 section 16H": (["duty.s16h"], dates.ADVICE_2018, None),
    "DUTY-4 section 5B": (["duty.fgm"], date(2015, 10, 31), None),
    "THR-1 a threshold with reasons": (["record.threshold"], dates.ADVICE_2018, None),
    "REQ-1 requests say what for": (["request.specific", "recommend.reasons-first"], dates.ADVICE_2018, None),
    "MIN-1 a purpose for each piece": (["test.necessary", "trim.whole-record"], dates.ADVICE_2018, None),
    "MIN-2 enough": (["test.adequate", "adequate.known-risk"], dates.ADVICE_2018, None),
    "SAFE-1 identities": (["trim.source-2024", "golden.2024.5"], date(2024, 4, 19), None),
    "SAFE-2 places": (["held.protected-place", "held.never-to-the-one"], dates.ADVICE_2018, None),
    "INT-1 intelligence": (["bar.originator", "bar.source-of-intelligence"], dates.ADVICE_2018, None),
    "REC-1 record either way": (["record.decision", "record.not-sharing"], dates.ADVICE_2018, None),
    "REC-2 reconsider": (["record.reconsider"], date(2024, 4, 19), None),
    "COR-1 corrections": (["record.corrections"], dates.GDPR, None),
    "RET-1 retention": (["record.retention"], dates.ADVICE_2018, None),
    "CLK-1 one working day": (["danger.one-working-day"], dates.ADVICE_2018, None),
    "HUM-1 no machine decides": (["human.no-machine-decides"], dates.ADVICE_2018, None),
    "CMP-1 complaints": (["record.complaints"], date(2026, 6, 19), None),
}  # fmt: skip


def test_the_calendar_is_that_of_the_reference():
    assert {name: (one.since, one.status) for name, one in INSTRUMENTS.items()} == CALENDAR


def test_what_is_not_in_force_has_a_day_from_which_it_could_be_known():
    for one in INSTRUMENTS.values():
        assert (one.known_on is not None) is (one.status is not Status.IN_FORCE), one.id


@pytest.mark.parametrize("entry", CATALOGUE)
def test_the_catalogue_is_carried_by_rules_on_its_days(entry):
    names, since, until = CATALOGUE[entry]
    for name in names:
        assert (RULES[name].since, RULES[name].until, RULES[name].status) == (since, until, Status.IN_FORCE), name


def test_every_rule_has_what_a_reader_must_be_able_to_open():
    for rule in ALL_RULES:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", rule.id), rule.id
        assert rule.statement.endswith((".", "?")), rule.id
        assert rule.met or rule.ask or rule.not_met, rule.id
        assert rule.cited.document, rule.id
        assert rule.cited.address.startswith("https://"), rule.id
        assert rule.until is None or rule.until >= rule.since, rule.id
        assert rule.supersedes is None or rule.supersedes in RULES, rule.id
        assert (rule.part not in CHOOSERS) or rule.gives, rule.id


def test_a_rule_that_supersedes_another_leaves_no_day_between_them():
    for rule in ALL_RULES:
        if rule.supersedes:
            old = RULES[rule.supersedes]
            assert old.until is not None, rule.id
            assert (rule.since - old.until).days == 1, rule.id


def test_no_number_to_ring_but_999_and_no_local_period_stands_in_a_rule():
    for rule in ALL_RULES:
        for text in (rule.statement, rule.met, rule.not_met, rule.ask):
            assert not re.search(r"\b0\d{3,}|\b1[01]1\b|\b\d+ (hours?|weeks?|years?)\b", text), (rule.id, text)


def test_each_of_the_eight_caldicott_principles_speaks_of_health_information():
    known = facts.Facts(health_data=True, level_of_concern="in_need", purpose="promote_welfare", has_been_told=True,
                        necessary=True, less_would_do=False, whole_record=False, recipient_needs_it=True)  # fmt: skip
    said = {r.rule.id for r in advising.advise(known, on=TODAY).of(Part.CALDICOTT, Finding.MET)}
    assert said == {f"caldicott.{number}" for number in range(1, 9)}
    none = advising.advise(known.but(health_data=False), on=TODAY)
    assert not none.of(Part.CALDICOTT)


def only_of_a_law_that_waits(name: str) -> bool:
    """Say whether a fact bears only on rules that are not in force, or on a note of what was considered."""
    bearing = [rule for rule in pack_on(TODAY).in_force if name in facts_in(rule.applies & rule.when)]
    return all(rule.id == "record.considered" for rule in bearing)


def test_every_fact_is_asked_somewhere_but_those_of_a_law_that_waits():
    asked_for = {name for name in FACTS if name not in NEVER_ASKED}
    waiting = {name for name in asked_for if only_of_a_law_that_waits(name)} - {"considered_relevant"}
    left = set(asked_for)
    for _, situation in SITUATIONS:
        known = facts.from_mapping(situation["facts"]).but(**dict.fromkeys(left))
        left -= {question.fact.id for question in next_questions(known, situation["day"])}
        if left == waiting:
            break
    assert left == waiting


@pytest.mark.parametrize("number", range(0, len(SITUATIONS), 20))
def test_what_comes_from_an_unverified_source_says_so_wherever_it_speaks(number):
    situation = SITUATIONS[number][1]
    given = advising.advise(facts.from_mapping(situation["facts"]), on=situation["day"])
    plain = rendering.to_json(given)
    spoken = [reason for reasons in plain["sections"].values() for reason in reasons]
    for reason in (*spoken, plain["reason"], plain["timing"], plain["route"], plain["openness"], plain["seek_consent"]):
        assert reason["source"]["unverified"] is (reason["source"]["verified"] == "recalled")
    lines = rendering.to_english(plain).splitlines()
    for reason in spoken:
        if reason["source"]["unverified"]:
            assert any(reason["text"] in line and "unverified source" in line for line in lines), reason["rule"]


def test_the_situations_can_be_read_as_a_facts_file_by_anybody():
    for _, situation in SITUATIONS[:5]:
        written = yaml.safe_dump(facts.to_mapping(facts.from_mapping(situation["facts"])))
        assert facts.from_mapping(yaml.safe_load(written)) == facts.from_mapping(situation["facts"])
