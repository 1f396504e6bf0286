"""Which question makes sense only after another: whether the court allows it is not asked where there are no court papers.

The rules do not need this: they read an answer that is not known as not known. People do: a question about a request is
absurd to somebody whom nobody asked for anything. Such a question waits for the one it hangs on, and falls away when the
answer to that one makes it senseless. When that one is not known, it is asked after everything else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.rules.fact import Answer, Page
from sharewell.rules.facts import FACTS, PAGES, PLACE, Facts
from sharewell.rules.questions import NEVER_ASKED, Question, next_questions

AT_ONCE = 5  # questions a page: few enough not to frighten, enough to get somewhere
MOST_ANSWERS = 28  # answers to choose from a page, with “I do not know” for each: more is a wall on a telephone

_REQUESTED = ("request", "legal_requirement")
_ADULTS = ("has_care_needs", "adult_experiencing_abuse", "unable_to_protect_self")
_REQUESTS = ("request_basis", "request_gives_cause", "request_is_specific")
_BOARDS = ("s45_for_board", "s45_likely_to_hold", "s45_relates_to_you", "s45_from_earlier_request")
_ORGANISATIONS = ("sender_is_public_authority", "sender_commissioned", "policy_document", "agreement_in_place")
_AGREEMENTS = ("consent_by", "consent_explicit", "consent_free")

# For each question: the one it hangs on, and the answers to that one with which it makes sense (none: with any).
HANGS_ON: dict[str, tuple[str, tuple[Answer, ...]]] = {
    **dict.fromkeys(_ADULTS, ("protected", ("adult",))),
    **dict.fromkeys(_REQUESTS, ("prompted_by", _REQUESTED)),
    **dict.fromkeys(_BOARDS, ("request_basis", ("s45",))),
    **dict.fromkeys(_ORGANISATIONS, ("sender_body", ())),
    **dict.fromkeys(_AGREEMENTS, ("consent", ("given",))),
    "sender_designated": ("sender_body", ("state_school", "independent_school", "early_years")),
    "order_covers_item": ("prompted_by", _REQUESTED),
    "authorised_by_law": ("law_enforcement_purpose", (True,)),
    "court_allows": ("court_papers", (True,)),
    "originator_agrees": ("handling_conditions", (True,)),
    "recipient_needs_place": ("reveals_whereabouts", (True,)),
    "place_released": ("recipient_needs_place", (True,)),
    "source_agrees": ("identifies_source", (True,)),
    "third_parties_needed": ("names_third_parties", (True,)),
    "why_no_consent": ("consent", ("not_sought", "refused", "withdrawn")),
    "would_share_anyway": ("consent", ("not_sought",)),
    "parents_disagree": ("consent", ("given", "refused", "withdrawn")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask next: a few questions of one page. ``settles``: the recommendation itself may still turn on them.

    ``left`` is how many questions there still are, these among them.
    """

    page: Page
    questions: tuple[Question, ...]
    settles: bool
    left: int


def ask_next(known: Facts, answered: Collection[str], on: date) -> Asked | None:
    """Give a few questions that can still change the advice; ``None`` when there are none.

    ``answered`` are the facts already asked, also those whose answer was “I do not know”: they are not asked again.
    Those that can change the recommendation come first.
    """
    worth = [
        one for one in next_questions(known, on) if one.fact.id not in answered and makes_sense(one.fact.id, known)
    ]
    if not worth:
        return None
    settling = [one for one in worth if one.settles_recommendation]
    now = _not_waiting(settling or worth, known, answered) or settling or worth
    page = now[0].fact.page
    few = sorted(_few([one for one in now if one.fact.page == page]), key=lambda one: PLACE[one.fact.id])
    return Asked(PAGES[page], tuple(few), bool(settling), len(worth))


def _few(asked: list[Question]) -> list[Question]:
    """Give the first ones, as many as fit on a page; a question with many answers takes the place of several."""
    few: list[Question] = []
    for one in asked[:AT_ONCE]:
        if few and sum(len(other.fact.values) + 1 for other in (*few, one)) > MOST_ANSWERS:
            break
        few.append(one)
    return few


def makes_sense(name: str, known: Mapping[str, Answer]) -> bool:
    """Say whether a question makes sense with the answers so far; where those do not say, it does."""
    if name not in HANGS_ON:
        return True
    other, answers = HANGS_ON[name]
    if not makes_sense(other, known):
        return False
    return known[other] is None or not answers or known[other] in answers


def could_be_asked(name: str) -> bool:
    """Say whether the guide ever asks for a fact: never for a date of birth, the age band does."""
    return name in FACTS and name not in NEVER_ASKED


def _not_waiting(asked: list[Question], known: Facts, answered: Collection[str]) -> list[Question]:
    """Leave out what hangs on a question that is still to be asked, or that was answered with “I do not know”."""
    return [
        one
        for one in asked
        if one.fact.id not in HANGS_ON
        or known[HANGS_ON[one.fact.id][0]] is not None
        or _is_never_asked(HANGS_ON[one.fact.id][0], asked, answered)
    ]


def _is_never_asked(other: str, asked: list[Question], answered: Collection[str]) -> bool:
    return other not in answered and other not in {one.fact.id for one in asked}
