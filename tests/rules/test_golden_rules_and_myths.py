"""Each myth is answered when an answer suggests it, and each golden rule said when it is called for, on its days."""

# covers: W10, W11, W12, W13, W14, W21, Y7, Y8, Y9, Y10, Y11, Y12, Y13

import pytest

from sharewell.rules import dates
from sharewell.rules.advice import advise
from sharewell.rules.facts import Facts
from sharewell.rules.packs import ALL_RULES, boundaries, pack_on
from sharewell.rules.rule import Finding, Part

HARM, IN_NEED, EARLY_HELP = (
    {"immediate_danger": False, "level_of_concern": level, "protected": "child"}
    for level in ("significant_harm", "in_need", "early_help")
)
DANGER = {"immediate_danger": True}
SURE = {"in_doubt": False, "agreement_in_place": True, "special_category": False}
AGREED = {"consent": "given", "consent_explicit": True, "consent_free": True, "consent_by": "the_person"}

# For each: answers that call for it, and answers that do not.
CALLED_BY = {
    "golden.2018.1": ([EARLY_HELP | {"in_doubt": True}, HARM | {"agreement_in_place": False}], [HARM | SURE]),
    "golden.2018.2": (
        [EARLY_HELP, IN_NEED, HARM | {"telling_raises_risk": False}],
        [HARM | {"telling_raises_risk": True}, DANGER],
    ),
    "golden.2018.3": ([HARM | {"in_doubt": True}], [HARM | {"in_doubt": False}, HARM]),
    "golden.2018.4": ([EARLY_HELP | {"consent": "refused"}, HARM | {"consent": "not_sought"}], [EARLY_HELP | AGREED]),
    "golden.2018.5": ([HARM, EARLY_HELP, DANGER], [{"immediate_danger": False}]),
    "golden.2018.6": ([HARM, EARLY_HELP], [DANGER]),
    "golden.2018.7": ([HARM, EARLY_HELP, DANGER], [{"immediate_danger": False}]),
    "golden.2024.1": ([HARM, DANGER | {"protected": "child"}], [EARLY_HELP, HARM | {"protected": "adult"}]),
    "golden.2024.2": (
        [EARLY_HELP, HARM | {"telling_raises_risk": False}],
        [HARM | {"telling_raises_risk": True}, DANGER],
    ),
    "golden.2024.3": ([HARM, HARM | {"consent": "refused"}], [EARLY_HELP, HARM | {"protected": "adult"}]),
    "golden.2024.4": ([HARM | {"in_doubt": True}, EARLY_HELP | {"in_doubt": True}], [HARM | {"in_doubt": False}]),
    "golden.2024.5": (
        [
            HARM | {"identifies_source": True},
            HARM | {"address_protected": True},
            HARM | {"recipient_is_protected_from": True},
            HARM | {"concern_kind": "honour_based"},
        ],
        [HARM | {"identifies_source": False, "address_protected": False, "concern_kind": "neglect"}],
    ),
    "golden.2024.6": ([HARM, EARLY_HELP], [DANGER]),
    "golden.2024.7": ([HARM, EARLY_HELP, DANGER], [{"immediate_danger": False}]),
    "myth.1": (
        [HARM | {"in_doubt": True}, IN_NEED | {"agreement_in_place": False}, HARM | {"special_category": True}],
        [HARM | SURE, EARLY_HELP | {"in_doubt": True}],
    ),
    "myth.2": (
        [HARM | {"consent": "refused"}, IN_NEED | {"consent": "not_sought"}, HARM | {"request_basis": "consent"}],
        [HARM | AGREED, EARLY_HELP | {"consent": "refused"}],
    ),
    "myth.3": ([HARM | {"compatible_purpose": False}], [HARM | {"compatible_purpose": True}, HARM]),
    "myth.3-2026": ([HARM | {"compatible_purpose": False}], [HARM | {"compatible_purpose": True}, HARM]),
    "myth.4": ([HARM | {"given_in_confidence": True}], [HARM, HARM | {"given_in_confidence": True} | AGREED]),
    "myth.5": (
        [HARM | {"channel_secure": False}, HARM | {"rests_on_system": True}],
        [HARM, HARM | {"channel_secure": True}],
    ),
}  # fmt: skip
STOOD = {rule.id: rule for rule in ALL_RULES if rule.part in (Part.GOLDEN, Part.MYTH)}


def said(answers, day):
    given = advise(Facts(**answers), on=day)
    return {r.rule.id for part in (Part.GOLDEN, Part.MYTH) for r in given.of(part, Finding.MET)}


def test_there_are_seven_golden_rules_in_each_form_and_five_myths_and_each_has_its_case():
    assert set(CALLED_BY) == set(STOOD)
    assert {f"golden.{year}.{number}" for year in (2018, 2024) for number in range(1, 8)} <= set(STOOD)
    assert {rule.gives for rule in STOOD.values() if rule.part is Part.MYTH} == {"M1", "M2", "M3", "M4", "M5"}


@pytest.mark.parametrize("name", CALLED_BY)
def test_it_is_said_on_its_own_days_when_called_for_and_never_else(name):
    calling, silent = CALLED_BY[name]
    for day in boundaries():
        for answers in calling:
            assert (name in said(answers, day)) is STOOD[name].in_force(day), (name, day, answers)
        for answers in silent:
            assert name not in said(answers, day), (name, day, answers)


def test_the_form_of_2018_ends_the_day_before_the_form_of_2024_begins():
    for number in range(1, 8):
        old, new = STOOD[f"golden.2018.{number}"], STOOD[f"golden.2024.{number}"]
        assert (old.since, old.until) == (dates.ADVICE_2018, dates.LAST_DAY_OF_ADVICE_2018)
        assert (new.since, new.until) == (dates.ADVICE_2024, None)
        assert new.supersedes == old.id


def test_on_each_day_a_myth_is_answered_once():
    for day in boundaries():
        standing = [rule.gives for rule in pack_on(day).in_force if rule.part is Part.MYTH]
        assert sorted(standing) == ["M1", "M2", "M3", "M4", "M5"]


@pytest.mark.parametrize("name", STOOD)
def test_it_names_the_paragraph_it_is_drawn_from(name):
    rule = STOOD[name]
    number = name.split(".")[-1]
    if rule.part is Part.GOLDEN:
        assert rule.cited.paragraph == f"golden rule {number}"
    else:
        assert rule.cited.paragraph.startswith(("myth", "Annex 2"))
