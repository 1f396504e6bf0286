"""Whether a decision goes another way than the advice is judged for each person it is about."""
# covers: W5 W6 W13

from datetime import date

import pytest

from sharewell.base import rows
from sharewell.sharing import decisions, departures, each_person, fact_finding, known_facts, requests
from sharewell.sharing.models import InformationRequest

from factories import NOW, acting
from sharing_factories import a_request, an_item, decision_fields

pytestmark = pytest.mark.django_db
TWO = [
    requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2)),
    requests.Subject("Darren", "Pike", "household"),
]

EARLY_HELP = {"level_of_concern": "early_help", "immediate_danger": False}
AGREED = {"consent": "given", "consent_explicit": True, "consent_free": True}


@pytest.fixture
def two(partnership):
    """A request about a child and about somebody who lives with him."""
    ref = a_request(partnership, subjects=TWO)
    with rows.acting_for(acting(partnership.doctor)):
        return InformationRequest.objects.prefetch_related("subjects", "questions").get(id=ref)


def advised(two, child, other):
    """Give advice about both, as it is kept, with one recommendation each."""
    people = known_facts.subjects_in_order(two)
    about = [{"subject": str(one.id), "recommendation": said} for one, said in zip(people, (child, other), strict=True)]
    return {"recommendation": child, "rules_version": "test", "people": about}


def departed(two, advice, outcome, *items):
    people = list(two.subjects.all())
    called = {str(one.id): one.given_name for one in people}
    return [called[one["subject"]] for one in departures.departed_from(advice, outcome, items, people)]


@pytest.fixture
def about(two):
    """Give a passage about one of them, by the given name; about nobody certain without."""
    ids = {one.given_name: one.id for one in two.subjects.all()}
    return lambda name, text="Seen in March.": an_item(text, subject_id=ids.get(name))


def test_only_those_something_is_told_about_count_when_something_is_shared(two, about):
    advice = advised(two, "SHARE_NOW", "DO_NOT_SHARE")
    assert departed(two, advice, "part", about("Mason")) == []
    assert departed(two, advice, "part", about("Mason"), about("Darren")) == ["Darren"]
    assert departed(two, advice, "part", about("Mason", "He hides when darren shouts.")) == ["Darren"]
    assert departed(two, advice, "all", about("")) == ["Darren"], "whom it is about is not known: everybody"


def test_to_share_nothing_departs_from_advice_to_share_about_anybody(two):
    assert departed(two, advised(two, "SEEK_FIRST", "SHARE_TRIMMED"), "nothing") == ["Darren"]
    assert departed(two, advised(two, "SHARE_NOW", "SHARE_NOW"), "nothing") == ["Mason", "Darren"]
    assert departed(two, advised(two, "DO_NOT_SHARE", "SEEK_FIRST"), "nothing") == []


def test_where_the_guide_could_not_advise_nothing_is_departed_from(two, about):
    advice = advised(two, "SHARE_NOW", "SHARE_NOW")
    advice["people"][1] = {"subject": advice["people"][1]["subject"], "unassisted": True}
    assert departed(two, advice, "nothing") == ["Mason"]
    assert departed(two, advice, "part", about("Darren")) == []


def test_a_departure_about_the_second_person_needs_a_reason_is_marked_and_is_never_blocked(partnership, two, about):
    advice = advised(two, "SHARE_NOW", "DO_NOT_SHARE")
    fields = decision_fields(two.id, advice=advice, items=[about("Mason"), about("Darren")])
    with rows.acting_for(acting(partnership.doctor)) as actor:
        with pytest.raises(decisions.DecisionIncomplete):
            decisions.record(actor=actor, **fields)
        made = decisions.record(actor=actor, **fields | {"departure_reason": "He is the danger."})
    assert made.departs_from_advice
    assert [one["departed"] for one in made.advice["people"]] == [False, True]
    assert made.advice["recommendation"] == "SHARE_NOW", "the first person's stands where it always stood"


def test_in_haste_no_reason_is_asked_whomever_it_is_about(partnership, two, about):
    fields = decision_fields(two.id, advice=advised(two, "SEEK_FIRST", "DO_NOT_SHARE"), items=[about("Darren")])
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert not decisions.record(actor=actor, **fields, is_urgent=True).departs_from_advice


def test_each_person_is_advised_on_by_their_own_answers_in_short_and_as_kept(partnership, two):
    on = NOW.date()
    people = known_facts.subjects_in_order(two)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        save = {"actor": actor, "request_id": two.id, "draft_id": None, "known": {}, "at": NOW}
        fact_finding.answer(**save, answers=EARLY_HELP | AGREED, version=0)
        fact_finding.answer(**save, answers={"consent": "refused"}, version=1, subject_id=people[1].id)
        short, kept = each_person.in_short(actor, two, on), each_person.to_keep(actor, two, on)
    assert [one["subject"] for one in short] == [str(one.id) for one in people]
    assert short[0]["recommendation"] != short[1]["recommendation"]
    assert [one["recommendation"] for one in kept] == [one["recommendation"] for one in short]
    assert [one["facts"]["consent"] for one in kept] == ["given", "refused"]
    assert all(one["rules_version"] and one["reason"]["source"]["document"] for one in kept)


def test_of_one_person_nothing_is_kept_twice(partnership):
    ref = a_request(partnership)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert each_person.to_keep(actor, InformationRequest.objects.get(id=ref), NOW.date()) == []
