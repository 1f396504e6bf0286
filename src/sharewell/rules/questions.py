"""Which facts are worth asking for next, in order, and why.

How the order is chosen. Danger first, then how serious the worry is: always. After that only facts whose answer can still
change the recommendation are asked; first the one after whose answer the fewest recommending rules
are expected to stay undecided (an answer a fact mostly has counts nine times in ten; ties: the order of the guide). When no answer can change the recommendation any more,
the facts that can still change the rest of the advice follow, part by part: what is held back and barred, what to take
out, when to tell, the basis and the conditions, and last what warns, forbids or asks for a note. In immediate danger nothing is asked.

That no answer can change the recommendation is judged soundly: a rule counts as undecided as long as any answer not yet
given might decide it.
"""

from dataclasses import dataclass
from datetime import date

from sharewell.rules.expressions import Truth, evaluate, facts_in, parts_in
from sharewell.rules.fact import Fact, Page
from sharewell.rules.facts import FACTS, PAGES, PLACE, Facts, on_the_day
from sharewell.rules.opening import because
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.rule import Part, Recommendation, Rule

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
    undecided = _undecided(facts, pack)
    if len({rule.gives for rule, _ in undecided}) == 1:
        return ()
    names: dict[str, None] = {}
    for rule, truth in undecided:
        if truth is None:
            names.update(dict.fromkeys(_open_facts(rule, facts, pack)))
    return tuple(names)


def _open_facts(rule: Rule, facts: Facts, pack: Pack) -> list[str]:
    return [name for name in _named(rule, facts, pack) if facts[name] is None and name not in NEVER_ASKED]


def _named(rule: Rule, facts: Facts, pack: Pack) -> tuple[str, ...]:
    """Give the facts a rule's condition names, also through the findings it rests on."""
    condition = rule.applies & rule.when
    names = dict.fromkeys(facts_in(condition))
    for part in parts_in(condition):
        for other in pack.in_force:
            whole = other.applies & other.when
            if other.part == part and evaluate(whole, facts) is None:
                names.update(dict.fromkeys(facts_in(whole)))
    return tuple(names)


def _left(name: str, facts: Facts, pack: Pack) -> float:
    """Give how many recommending rules are expected to stay undecided after the answer."""
    fact = FACTS[name]
    left = {answer: len(_undecided(facts.but(**{name: answer}), pack)) for answer in fact.values}
    if fact.usual is None:
        return sum(left.values()) / len(left)
    return 0.9 * left[fact.usual] + 0.1 * left[not fact.usual]


def _details(facts: Facts, pack: Pack) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    weighed = [rule for rule, met in pack.weigh(facts) if met is None and rule.id not in pack.shown_ids]
    for part in DETAILS:
        for rule in weighed:
            if rule.part is part:
                for name in because(rule, facts, pack):
                    if facts[name] is None and name not in NEVER_ASKED:
                        parts = found.setdefault(name, [])
                        if part not in parts:
                            parts.append(part)
    return found
