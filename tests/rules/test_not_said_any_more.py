"""What was taught in 2018 and is wrong, dated or too broad today: the guide repeats none of it as current law.

Every text the guide can say is searched, on every day on which the rules changed.
"""

# covers: W10, W13, W16, W17, W18, W22, Y1, Y7, Y10

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from sharewell.rules import advice as advising
from sharewell.rules import dates, instruments, terms, vocabulary
from sharewell.rules.advice import advise
from sharewell.rules.english import english
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.library.five_ws import FIVE_WS, NO_LONGER_SO
from sharewell.rules.library.traps import TRAPS
from sharewell.rules.packs import ALL_RULES, boundaries, pack_on
from sharewell.rules.rule import Finding, Part

TODAY = date(2026, 11, 24)
FROM_2024 = tuple(day for day in (*boundaries(), TODAY) if day >= dates.ADVICE_2024)
HARM = {"immediate_danger": False, "level_of_concern": "significant_harm", "protected": "child"}


@cache
def rules_texts(day: date) -> tuple[str, ...]:
    """Give everything a rule can say on a day, with the name and date of what it cites."""
    pack = pack_on(day)
    return tuple(
        text
        for rule in (*pack.in_force, *pack.shown_only)
        for cited in (rule.cited_on(day),)
        for text in (
            rule.statement, rule.met, rule.not_met, rule.ask, english(rule.when), english(rule.applies),
            f"{cited.document_on(day)}, {cited.paragraph}, {cited.dated_on(day)}",
        )
    )  # fmt: skip


def fixed_texts() -> Iterator[str]:
    """Give what the guide says on any day: questions, headings, words, the library."""
    for fact in FACTS.values():
        yield from (fact.question, fact.help, fact.why, fact.claim, fact.denial, *(o.label for o in fact.options))
    yield from (*advising.TITLES.values(), *advising.YOU_DECIDE.values(), *instruments.SAID.values())
    yield from (text for term in vocabulary.GLOSSARY for text in (term.word, term.meaning, term.source))
    yield from (text for trap in TRAPS for text in (trap.title, trap.instead))
    for entry in FIVE_WS:
        yield from _strings(entry)


def _strings(entry: object) -> Iterator[str]:
    for name in entry.__dataclass_fields__:
        value = getattr(entry, name)
        yield from (value,) if isinstance(value, str) else (text for text in value if isinstance(text, str))


def everything(day: date) -> list[str]:
    return [text for text in (*rules_texts(day), *fixed_texts()) if text]


def found(pattern: str, texts: list[str]) -> list[str]:
    return [text for text in texts if re.search(pattern, text)]


def met(given) -> set[str]:
    return {r.rule.id for reasons in given.parts.values() for r in reasons if r.finding is Finding.MET}


@pytest.mark.parametrize("day", FROM_2024, ids=str)
def test_share_with_the_hub_with_consent_is_not_the_default(day):
    demands = r"(?i)\b(only with|must have|needs?|requires?) (their |the |a parent's |parental )?(consent|agreement)\b"
    denials = r"(?i)\b(no|not|nor|never|seldom|services|without)\b"
    assert [text for text in found(demands, everything(day)) if not re.search(denials, text)] == []
    for level in ("significant_harm", "in_need"):
        given = advise(
            Facts(**HARM | {"level_of_concern": level, "consent": "not_sought", "recipient_role": "hub_social_worker"}),
            on=day,
        )
        assert given.seek_consent == "tell"
        assert given.recommendation.value.startswith("SHARE")


@pytest.mark.parametrize("day", boundaries(), ids=str)
def test_the_regulation_has_the_name_it_had_on_the_day(day):
    bare, united = r"(?<!UK )\bGDPR\b", r"\bUK GDPR\b"
    cited = [text for text in rules_texts(day) if "GDPR" in text]
    assert cited
    assert found(united if day < dates.UK_GDPR else bare, cited) == []


def test_the_regulation_is_the_uk_gdpr_wherever_no_day_is_meant():
    assert found(r"(?<!UK )\bGDPR\b", list(fixed_texts())) == []


@pytest.mark.parametrize("body", FACTS["sender_body"].values)
def test_section_11_is_a_closed_list_and_the_others_are_told_of_their_own_duty(body):
    said = met(advise(Facts(**HARM, sender_body=body), on=TODAY))
    listed = body in {"local_authority", "nhs_body", "police", "probation", "youth_justice"}
    assert ("power.s11" in said) is listed
    if body in {"state_school", "independent_school"}:
        assert "power.education" in said
    if body in {"charity", "faith_or_club", "housing_association", "private_provider", "early_years"}:
        assert "power.not-section-11" in said


@pytest.mark.parametrize("day", FROM_2024, ids=str)
def test_no_text_counts_schools_charities_or_clubs_among_the_bodies_of_section_11(day):
    others = r"(?i)\b(school|college|charit|voluntary|faith|club|housing|landlord|cafcass|immigration)"
    claims = [text for text in everything(day) if re.search(r"(?i)section 11\b", text) and re.search(others, text)]
    assert all(re.search(r"(?i)\b(not|closed list|nor)\b", text) for text in claims), claims


@pytest.mark.parametrize("day", [*boundaries(), TODAY], ids=str)
def test_bodies_that_are_no_more_are_not_named(day):
    gone = (
        r"(?i)clinical commissioning group|\bCCGs?\b|public health england|\bPHE\b|community rehabilitation|\bCRCs?\b"
    )
    assert found(gone, everything(day)) == []


@pytest.mark.parametrize("day", [*boundaries(), TODAY], ids=str)
def test_section_45_is_never_said_without_its_conditions(day):
    assert (
        found(r"(?i)all (other )?agencies must comply|must comply with (any|all|every)? ?requests?", everything(day))
        == []
    )
    asked = {"protected": "adult", "prompted_by": "request", "request_basis": "s45", "recipient_role": "adults_board"}
    bare = advise(Facts(**asked), on=day)
    assert "duty.s45" not in met(bare)
    assert any(reason.rule.id == "duty.s45" and reason.finding is Finding.ASK for reason in bare.of(Part.DUTY))
    statement = next(rule.statement for rule in ALL_RULES if rule.id == "duty.s45")
    assert "only for its functions" in statement


@pytest.mark.parametrize("body", terms.PUBLIC_BODIES)
def test_explicit_and_free_consent_is_asked_of_those_who_rely_on_it_and_is_not_the_basis_at_risk(body):
    agreed = {"consent": "given", "consent_explicit": True, "consent_free": True, "would_share_anyway": False}
    needed = {"necessary": True, "purpose": "protect_from_harm", "sender_body": body, "concern_kind": "neglect"}
    for day in FROM_2024:
        at_risk = met(advise(Facts(**HARM, **agreed, **needed), on=day))
        assert "basis.consent" not in at_risk
        assert {"basis.public-task", "basis.consent-not-the-default"} <= at_risk
        below = HARM | {"level_of_concern": "early_help"}
        assert "basis.consent" in met(advise(Facts(**below, **agreed, **needed), on=day))
        assert "basis.consent" not in met(advise(Facts(**below, **needed, **agreed | {"consent_free": False}), on=day))


@pytest.mark.parametrize("day", FROM_2024, ids=str)
def test_the_golden_rules_of_2018_are_neither_said_nor_cited_as_current(day):
    assert found(r"\b2018 rule\b", everything(day)) == []
    assert [text for text in found(r"July 2018", everything(day)) if "since replaced" not in text] == []


def test_they_are_said_and_cited_on_their_own_days():
    last = dates.ADVICE_2024 - timedelta(days=1)
    assert found(r"\b2018 rule\b", list(rules_texts(last)))
    assert [text for text in found(r"July 2018", list(rules_texts(last))) if "since replaced" in text] == []


def test_each_of_them_has_its_answer_in_the_library():
    assert {entry.id for entry in NO_LONGER_SO} >= {
        "with-consent", "gdpr", "section-11", "bodies", "section-45", "explicit-consent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        (r"(?<!UK )\bGDPR\b", "The GDPR lets you share."),
        (r"(?i)all (other )?agencies must comply", "All other agencies must comply."),
        (r"\b2018 rule\b", "2018 rule 4: share with consent where appropriate."),
    ],
)
def test_the_search_finds_what_it_looks_for(pattern, sentence):
    assert found(pattern, [sentence])
