"""Risk of significant harm, and what the law obliges you to share."""

from sharewell.rules.expressions import AnyMet
from sharewell.rules.law.recommending.recommendation import NOW, SEEK, TRIMMED, recommend
from sharewell.rules.rule import Part, Rule
from sharewell.rules.terms import ADULT_IS_ASKED_FIRST, ADULT_REFUSED, HARM, HAS_A_PART

DUTY_AND_RISK: tuple[Rule, ...] = (
    recommend(
        SEEK,
        50,
        "adult-refused",
        statement="An adult who can decide and refuses is normally respected, unless others, crime or coercion say otherwise.",
        says="The adult can decide and has refused. Normally that is respected. Take advice today, without naming them, "
        "on whether others are at risk, a crime or pressure is involved; offer support and leave the door open.",
        source="adult-refusal",
        when=ADULT_REFUSED,
    ),
    recommend(
        SEEK,
        50,
        "adult-not-asked",
        statement="An adult who can decide is asked first, where that is safe and there is time.",
        says="Nothing stands against asking the adult first. Ask what they want to happen, then decide.",
        source="adult-refusal",
        when=ADULT_IS_ASKED_FIRST,
    ),
    recommend(
        TRIMMED,
        54,
        "harm-trimmed",
        statement="At risk of significant harm, share what is needed with those who can protect, without waiting.",
        says="Someone may be suffering or likely to suffer significant harm. Share what is needed without waiting, and "
        "take out what is not: see below.",
        source="advice2018.when",
        when=HARM & HAS_A_PART & AnyMet(Part.TRIM),
    ),
    recommend(
        NOW,
        55,
        "harm",
        statement="At risk of significant harm, share what is needed with those who can protect, without waiting.",
        says="Someone may be suffering or likely to suffer significant harm. Share what is needed now with those who can "
        "protect them. Agreement is not needed.",
        source="advice2018.when",
        when=HARM & HAS_A_PART,
    ),
    recommend(
        TRIMMED,
        56,
        "duty",
        statement="Where a law obliges you to share, share what it covers.",
        says="A law obliges you to share this: see below. Give what it covers, and nothing more.",
        source="gdpr.6.c",
        when=AnyMet(Part.DUTY),
    ),
)
