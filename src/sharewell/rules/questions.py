"""Which facts are worth asking for next, in order, and why.

How the order is chosen (at length: docs/explanation/the-guide.md). Danger first, then how serious the worry is: always.
After that only facts whose answer can still change the recommendation are asked; first the one after whose answer the
fewest recommending rules are expected to stay undecided (an answer a fact mostly has counts nine times in ten; ties: the
order of the guide). When no answer can change the recommendation any more, the facts that can still change the rest of the
advice follow, part by part: what is held back and barred, what to take out, when to tell, the basis and the conditions,
and last what warns, forbids or asks for a note. In immediate danger nothing is asked.

That no answer can change the recommendation is judged soundly: a rule counts as undecided as long as any answer not yet
given might decide it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sharewell.rules.expressions import Truth
from sharewell.rules.fact import Fact, Page
from sharewell.rules.facts import FACTS, PAGES, PLACE, Facts, on_the_day
from sharewell.rules.open_facts import Still
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.rule import CHOOSERS, Part, Recommendation, Rule

ALWAYS_FIRST = ("immediate_danger", "level_of_concern")
DETAILS = (
    Part.HELD_BACK,
    Part.BAR,
    Part.TRIM,
    Part.OPENNESS,
    Part.CONSENT_SEEK,
    Part.CONSENT_WHO,
    Part.DUTY,
    Part.CONFIDENCE,
    Part.BASIS,
    Part.CONDITION,
    Part.LIMB,
    Part.CRIMINAL,
    Part.POLICE,
    Part.PURPOSE,
    Part.TEST,
    Part.ARTICLE8,
    Part.CALDICOTT,
    Part.CONSENT,
    Part.MUST_NOT,
    Part.BEFORE_SENDING,
    Part.RECORD,
)
NEVER_ASKED = ("subject_born_on",)


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for; ``changes`` names the parts of the advice its answer may change."""

    fact: Fact
    changes: tuple[Part, ...]

    @property
    def settles_recommendation(self) -> bool:
        """Say whether the recommendation itself may turn on the answer."""
        return Part.RECOMMENDATION in self.changes


def next_questions(facts: Facts, on: date, *, pack: Pack | None = None) -> tuple[Question, ...]:
    """Give what is worth asking next, the most useful first; empty when no answer can change the advice."""
    facts = on_the_day(facts, on)
    pack = pack or pack_on(on)
    if facts["immediate_danger"]:
        return ()
    deciding = _deciding(facts, pack)
    first = [name for name in ALWAYS_FIRST if facts[name] is None]
    rest = sorted((n for n in deciding if n not in first), key=lambda name: (_left(name, facts, pack), _place(name)))
    details = _details(facts, pack)
    asked = [Question(FACTS[name], (Part.RECOMMENDATION, *details.get(name, ()))) for name in (*first, *rest)]
    return (*asked, *(Question(FACTS[name], tuple(p)) for name, p in details.items() if name not in (*first, *rest)))


def next_page(facts: Facts, on: date, *, pack: Pack | None = None) -> tuple[Page, tuple[Question, ...]] | None:
    """Give the page to show next with those of its questions worth asking; ``None`` when nothing is left to ask."""
    worth = next_questions(facts, on, pack=pack)
    if not worth:
        return None
    page = PAGES[worth[0].fact.page]
    return page, tuple(sorted((q for q in worth if q.fact.page == page.id), key=lambda q: PLACE[q.fact.id]))


def possible_recommendations(facts: Facts, on: date, *, pack: Pack | None = None) -> tuple[Recommendation, ...]:
    """Give the recommendations that answers not yet given might still lead to."""
    facts = on_the_day(facts, on)
    found = {Recommendation(rule.gives) for rule, _ in _undecided(facts, pack or pack_on(on))}
    return tuple(recommendation for recommendation in Recommendation if recommendation in found)


def is_settled(facts: Facts, on: date, *, pack: Pack | None = None) -> bool:
    """Say whether no answer that is still to be given can change the recommendation."""
    return len(possible_recommendations(facts, on, pack=pack)) == 1


def _place(name: str) -> int:
    return PLACE[name]


def _undecided(facts: Facts, pack: Pack) -> list[tuple[Rule, Truth]]:
    """Give the rules that may yet speak: up to and with the first that surely will."""
    result: list[tuple[Rule, Truth]] = []
    for rule, truth in pack.recommending(facts, settled=False):
        if truth is not False:
            result.append((rule, truth))
        if truth:
            break
    return result


def _deciding(facts: Facts, pack: Pack) -> tuple[str, ...]:
    """Give the facts still open that can change the recommendation.

    A rule matters only if what it gives differs from something that may be given when it is not met; so they are gone
    through from the last that may speak to the first.
    """
    still = Still(facts, pack)
    named: list[tuple[str, ...]] = []
    otherwise: set[str] = set()
    for rule, truth in reversed(_undecided(facts, pack)):
        if truth is None and otherwise - {rule.gives}:
            named.append(still.open_in(rule.applies & rule.when))
        otherwise.add(rule.gives)
    return tuple(dict.fromkeys(name for names in reversed(named) for name in names if name not in NEVER_ASKED))


def _left(name: str, facts: Facts, pack: Pack) -> float:
    """Give how many recommending rules are expected to stay undecided after the answer."""
    fact = FACTS[name]
    left = {answer: len(_undecided(facts.but(**{name: answer}), pack)) for answer in fact.values}
    if fact.usual is None:
        return sum(left.values()) / len(left)
    return 0.9 * left[fact.usual] + 0.1 * left[not fact.usual]


def _details(facts: Facts, pack: Pack) -> dict[str, list[Part]]:
    """Give the facts still open that can change another part of the advice, with those parts, part by part."""
    still, found = Still(facts, pack), dict[str, list[Part]]()
    weighed = pack.weigh(facts, settled=False)
    for part in DETAILS:
        for rule in _still_open(part, weighed, pack):
            for name in still.open_in(rule.applies & rule.when):
                parts = found.setdefault(name, [])
                if part not in parts and name not in NEVER_ASKED:
                    parts.append(part)
    return {name: parts for name, parts in found.items() if parts}


def _still_open(part: Part, weighed: list[tuple[Rule, Truth]], pack: Pack) -> Iterator[Rule]:
    """Give the rules of a part that an answer may still change; of a part that chooses, up to the one that surely speaks."""
    for rule, truth in weighed:
        if rule.part is part and rule.id not in pack.shown_ids:
            if truth is None:
                yield rule
            elif truth and part in CHOOSERS:
                return
