"""The worked situations: the advice is what the guidance calls for. A failure says where and what."""

# covers: W10, W11, W12, W13, W14, W15, W16, W17, W18, W19, W20, W21, W22, W23, W24, Y7, Y8, Y9, Y10, Y11, Y12, Y13

from collections.abc import Iterator
from datetime import date

import pytest

from sharewell.rules import facts
from sharewell.rules.advice import Advice, advise
from sharewell.rules.packs import ALL_RULES
from sharewell.rules.questions import next_questions
from sharewell.rules.rule import Finding, Part, Recommendation

from situations import SITUATIONS

IDS = {rule.id for rule in ALL_RULES}
NOTHING_GOES = {f"recommend.{why}" for why in ("no-need", "never-to-the-one", "barred", "not-needed")}
KEYS = ("consent", "openness", "speed", "route")
FITS = {"basis": "basis", "condition": "condition", "duty": "duty"}
FIELDS = {
    "recommendation", *KEYS, *FITS, *(f"not_{name}" for name in FITS), "must_not", "says", "never",
    "held_back", "waits",
}  # fmt: skip
THEMES = {
    "schools", "health", "police", "early_help", "adults", "unborn_children", "domestic_abuse", "exploitation",
    "honour_based_abuse_and_fgm", "fabricated_illness", "private_fostering", "online_harm", "radicalisation",
    "a_worried_relative",
    "an_anonymous_letter", "colleagues_and_outsiders", "boards_and_orders", "what_is_not_yours_to_share", "housing",
    "probation_and_prison", "charities_faith_and_sport", "young_people", "agreement_and_refusal", "other_people",
    "where_they_live", "those_who_died", "across_borders", "new_law", "then_and_now",
}  # fmt: skip


def texts(given: Advice) -> str:
    reasons = (*(reason for part in given.parts.values() for reason in part), *given.not_in_force)
    return "\n".join(reason.text for reason in reasons)


def met(given: Advice) -> set[str]:
    return {r.rule.id for reasons in given.parts.values() for r in reasons if r.finding is Finding.MET}


def chosen(given: Advice) -> dict[str, str]:
    return {
        "recommendation": given.recommendation.value,
        "consent": given.seek_consent,
        "openness": given.openness,
        "speed": given.speed,
        "route": given.route,
    }


def is_said(wanted: str, said: set[str], text: str) -> bool:
    """An id of a rule is looked for among the rules met; anything with a space in it among the words."""
    if wanted in IDS:
        return wanted in said
    assert " " in wanted, f"“{wanted}” is neither the id of a rule nor a phrase"
    return wanted.lower() in text.lower()


def wrongs(expect: dict, given: Advice) -> Iterator[str]:
    said, text = met(given), texts(given)
    forbidden = {reason.rule.id for reason in given.of(Part.MUST_NOT)}
    for field, got in chosen(given).items():
        if field in expect and expect[field] != got:
            reason = given.reason.rule.id if field == "recommendation" else ""
            yield f"{field}: expected {expect[field]}, got {got} {reason}"
    for field in FITS:
        fitting = sorted(rule_id.removeprefix(f"{field}.") for rule_id in said if rule_id.startswith(f"{field}."))
        yield from (f"{field}: expected {one}, got {fitting}" for one in expect.get(field, ()) if one not in fitting)
        wrong = sorted(set(expect.get(f"not_{field}", ())) & set(fitting))
        yield from (f"not_{field}: {one} is said to fit" for one in wrong)
    for wanted in expect.get("must_not", ()):
        if not is_said(wanted, forbidden, "\n".join(r.text for r in given.of(Part.MUST_NOT))):
            yield f"must_not: expected {wanted}, got {sorted(forbidden)}"
    yield from (f"says: expected {one}, not said" for one in expect.get("says", ()) if not is_said(one, said, text))
    yield from (f"never: {one} is said" for one in expect.get("never", ()) if is_said(one, said, text))
    if "held_back" in expect and set(expect["held_back"]) != given.held_back:
        yield f"held_back: expected {sorted(expect['held_back'])}, got {sorted(given.held_back)}"
    waiting = {reason.rule.id for reason in given.not_in_force}
    yield from (
        f"waits: expected {one}, got {sorted(waiting)}" for one in expect.get("waits", ()) if one not in waiting
    )


@pytest.mark.parametrize(("file", "situation"), SITUATIONS, ids=[f"{f}:{s['id']}" for f, s in SITUATIONS])
def test_the_advice_is_what_the_guidance_calls_for(file, situation):
    given = advise(facts.from_mapping(situation["facts"]), on=situation["day"])
    found = list(wrongs(situation["expect"], given))
    assert not found, "\n".join([f"{file}: {situation['id']} ({situation['title']})", *found])


@pytest.mark.parametrize(("file", "situation"), SITUATIONS, ids=[f"{f}:{s['id']}" for f, s in SITUATIONS])
def test_no_part_of_the_advice_gainsays_another(file, situation):
    given = advise(facts.from_mapping(situation["facts"]), on=situation["day"])
    text, where = texts(given), f"{file}: {situation['id']}"
    if given.openness == "not_yet":
        assert not [r.text for r in given.of(Part.TELLING) if r.text.startswith("Tell ")], where
    if given.recommendation is Recommendation.SHARE_NOW:
        assert "Ask for their agreement first" not in text, where
    if given.reason.rule.id in NOTHING_GOES:
        assert given.seek_consent == "no", where
        assert "it would be shared anyway" not in text, where
    if given.seek_consent == "ask":
        assert "Do not ask" not in text, where
    if situation["facts"].get("prompted_by") == "own_concern":
        asked = {question.fact.id for question in next_questions(given.facts, given.on)}
        assert not {name for name in asked if name.startswith(("request_", "s45_"))}, where


def test_there_are_enough_of_them_and_every_theme_has_some():
    assert len(SITUATIONS) >= 80
    assert {file.removesuffix(".yaml") for file, _ in SITUATIONS} == THEMES


def test_each_is_whole():
    for file, situation in SITUATIONS:
        where = f"{file}: {situation.get('id')}"
        assert set(situation) == {"id", "title", "story", "from", "day", "facts", "expect"}, where
        assert isinstance(situation["day"], date), where
        assert all(len(source.split(" | ")) == 3 for source in situation["from"]), f"{where}: from"
        assert set(situation["expect"]) <= FIELDS, where
        assert situation["expect"]["recommendation"] in Recommendation.__members__, where
        assert len(situation["expect"]) > 1, f"{where}: a recommendation alone says too little"


def test_none_is_told_twice():
    ids = [situation["id"] for _, situation in SITUATIONS]
    assert len(ids) == len(set(ids))
    told = [(str(sorted(s["facts"].items(), key=str)), s["day"]) for _, s in SITUATIONS]
    assert len(told) == len(set(told))


def test_every_recommendation_is_the_right_one_somewhere():
    wanted = {situation["expect"]["recommendation"] for _, situation in SITUATIONS}
    assert wanted == set(Recommendation.__members__)


def test_every_recommending_rule_speaks_in_one_of_them():
    spoken = {advise(facts.from_mapping(s["facts"]), on=s["day"]).reason.rule.id for _, s in SITUATIONS}
    assert {rule.id for rule in ALL_RULES if rule.part is Part.RECOMMENDATION} - spoken == set()


def test_a_wrong_expectation_is_found_and_named():
    situation = SITUATIONS[0][1]
    given = advise(facts.from_mapping(situation["facts"]), on=situation["day"])
    other = {"recommendation": "DO_NOT_SHARE", "never": [given.reason.rule.id], "held_back": ["place"], "duty": ["s45"]}
    assert len(list(wrongs(other, given))) == 4
