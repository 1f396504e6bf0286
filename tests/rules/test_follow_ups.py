"""The order in which people are asked: what makes no sense is not asked, and what hangs on an answer waits for it."""
# covers: W10

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.rules import questions
from sharewell.rules.facts import FACTS, PAGES, Facts
from sharewell.rules.follow_ups import AT_ONCE, HANGS_ON, ask_next, could_be_asked, makes_sense

ON = date(2026, 11, 27)


@pytest.mark.parametrize("name", HANGS_ON)
def test_a_follow_up_hangs_on_a_fact_and_on_answers_that_there_are(name):
    other, answers = HANGS_ON[name]
    assert name in FACTS
    assert set(answers) <= set(FACTS[other].values)
    seen = {name}
    while other in HANGS_ON:
        assert other not in seen, "no circles"
        seen.add(other)
        other = HANGS_ON[other][0]


def test_whether_the_court_allows_it_is_asked_only_about_court_papers():
    assert makes_sense("court_allows", Facts())
    assert makes_sense("court_allows", Facts(court_papers=True))
    assert not makes_sense("court_allows", Facts(court_papers=False))


def test_what_hangs_on_what_falls_away_falls_away_too():
    assert not makes_sense("s45_for_board", Facts(prompted_by="own_concern"))


def test_a_date_of_birth_is_never_asked():
    assert not could_be_asked("subject_born_on")
    assert not could_be_asked("a name")


def asked_one_after_the_other(answers):
    """Answer page by page as given, “I do not know” to the rest; give the facts asked, in order."""
    known, asked = Facts(), []
    while (now := ask_next(known, [name for name, _ in asked], ON)) is not None:
        assert 1 <= len(now.questions) <= AT_ONCE
        assert {one.fact.page for one in now.questions} == {now.page.id}
        assert PAGES[now.page.id] == now.page
        for one in now.questions:
            assert could_be_asked(one.fact.id)
            assert one.fact.id not in [name for name, _ in asked], "asked twice"
            asked.append((one.fact.id, now.settles))
            known = known.but(**{one.fact.id: answers.get(one.fact.id)})
    return known, asked


def test_danger_is_asked_first_and_alone_and_the_level_next():
    _, asked = asked_one_after_the_other({"immediate_danger": False})
    assert asked[0] == ("immediate_danger", True)
    assert asked[1][0] == "level_of_concern"


def test_in_immediate_danger_nothing_more_is_asked():
    assert asked_one_after_the_other({"immediate_danger": True})[1] == [("immediate_danger", True)]


A_WORRY = {
    "immediate_danger": False, "level_of_concern": "significant_harm", "protected": "child", "in_doubt": False,
    "recipient_role": "hub_social_worker", "recipient_needs_it": True, "recipient_is_protected_from": False,
    "identifies_someone": True, "prompted_by": "own_concern", "purpose": "protect_from_harm", "privileged": False,
    "court_papers": False, "adoption_record": False, "special_secrecy": False, "handling_conditions": False,
}  # fmt: skip


def test_somebody_whom_nobody_asked_is_asked_nothing_about_a_request():
    _, asked = asked_one_after_the_other(A_WORRY)
    names = {name for name, _ in asked}
    assert not names & {"request_basis", "request_gives_cause", "s45_for_board", "court_allows", "has_care_needs"}


def test_what_settles_the_recommendation_comes_before_the_details():
    _, asked = asked_one_after_the_other(A_WORRY)
    settling = [settles for _, settles in asked]
    assert settling == sorted(settling, reverse=True)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_when_nothing_is_left_to_ask_nothing_that_makes_sense_could_change_the_recommendation(data):
    answers = {name: data.draw(st.sampled_from([*fact.values, None])) for name, fact in FACTS.items() if fact.values}
    known, asked = asked_one_after_the_other(answers)
    names = {name for name, _ in asked}
    left = [one.fact.id for one in questions.next_questions(known, ON) if one.settles_recommendation]
    assert [name for name in left if name not in names and makes_sense(name, known)] == []
