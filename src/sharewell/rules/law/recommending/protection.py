"""Danger first; then what keeps a person from being found; then what is not yours to share."""

from sharewell.rules.expressions import Possibly, no, unknown, yes
from sharewell.rules.law.recommending.recommendation import NOT, NOW, SEEK, TRIMMED, recommend
from sharewell.rules.rule import Rule
from sharewell.rules.terms import BARRED, DANGER, HAS_A_PART, NEVER_TO_THEM, ORDERED, surely

DANGER_AND_PROTECTION: tuple[Rule, ...] = (
    recommend(
        NOW,
        0,
        "danger",
        statement="Immediate danger: call 999 before anything else; nothing else is needed to act.",
        says="Someone is in immediate danger. Call 999 now and tell them what they need to keep people safe. "
        "Write it down afterwards.",
        source="york.emergency",
        when=DANGER,
    ),
    recommend(
        NOT,
        10,
        "never-to-the-one",
        statement="Where someone can be found never goes to the one they are protected from, nor to anyone who may tell.",
        says="The recipient is the one somebody is protected from, or could tell them, and this may show where that "
        "person can be found. Do not share it, whatever else holds. An order that seems to require it goes to a lawyer "
        "today.",
        source="protected-address",
        when=NEVER_TO_THEM,
    ),
    recommend(
        SEEK,
        12,
        "one-protected-from",
        statement="Before anything goes to the one somebody is protected from, take advice.",
        says="The recipient is someone a person is protected from. Take advice before you tell them anything.",
        source="advice2018.others",
        when=yes("recipient_is_protected_from"),  # and, by priority, no place is shown
    ),
    recommend(
        SEEK,
        14,
        "perhaps-the-one",
        statement="A protected place does not go to a private person before it is known whether they are the danger.",
        says="Someone's whereabouts are protected and this may show them. Find out first whether the recipient is the "
        "one they are protected from, or could tell that person.",
        source="protected-address",
        when=yes("address_protected")
        & Possibly(yes("reveals_whereabouts"))
        & unknown("recipient_is_protected_from")
        & ~surely(HAS_A_PART),
    ),
)

BARS: tuple[Rule, ...] = (
    recommend(
        NOT,
        20,
        "barred",
        statement="Legal advice, court papers without leave, and what the originator holds back are not shared.",
        says="This item is not yours to share: see the bar below. Share what you know yourself, without it.",
        source="fpr",
        when=BARRED,
    ),
    recommend(
        SEEK,
        22,
        "bar-to-clear",
        statement="A bar that can be lifted is cleared first, with the court, the originator or a lawyer.",
        says="This item may be restricted: clear that first. What you know yourself can go meanwhile.",
        source="handling",
        when=(yes("court_papers") & unknown("court_allows"))
        | (yes("handling_conditions") & unknown("originator_agrees"))
        | yes("adoption_record")
        | yes("special_secrecy"),
    ),
    recommend(
        TRIMMED,
        25,
        "nobody-recognised",
        statement="What identifies nobody may be shared.",
        says="Nobody can be recognised from it, so it can be shared. Check that no detail gives a person away.",
        source="advice2018.flowchart",
        when=no("identifies_someone"),
    ),
    recommend(
        TRIMMED,
        30,
        "order",
        statement="What an order or law requires is given, and nothing more.",
        says="An order or law requires this. Give what it covers, and nothing more.",
        source="gdpr.6.c",
        when=yes("order_covers_item") & ORDERED,
    ),
)
