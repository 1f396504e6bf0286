"""The legal framework: a few words for each part of the advice, before its rules."""

from dataclasses import dataclass

from sharewell.rules.rule import Part


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the law, what it is about, and the parts of the rulebook that stand in it."""

    id: str
    title: str
    said: str
    parts: tuple[Part, ...]


FRAMEWORK: tuple[Chapter, ...] = (
    Chapter(
        "what-is-advised",
        "What is advised, and in which order",
        "Danger first; then what keeps somebody from being found; then what is not yours to pass on; then purpose and need; "
        "then duties; then how serious it is. The first rule that fits speaks.",
        (Part.RECOMMENDATION, Part.SPEED, Part.ROUTE),
    ),
    Chapter(
        "duties-and-powers",
        "What obliges you, and what allows it",
        "A duty must be met so far as it reaches. A power lets you share and obliges nobody.",
        (Part.DUTY, Part.POWER),
    ),
    Chapter(
        "data-protection",
        "Data protection: basis, condition, purpose",
        "Using information about living people needs a lawful basis. Health, sex life, race, belief and the like need a "
        "condition too; offences need another. None of it is a barrier: it asks you to know why.",
        (Part.BASIS, Part.CONDITION, Part.LIMB, Part.CRIMINAL, Part.POLICE, Part.PURPOSE),
    ),
    Chapter(
        "confidence",
        "Confidence, private life and the Caldicott principles",
        "A confidence can be lifted by agreement, the person's own overwhelming interest, the public interest, or a law. "
        "Private and family life may be touched where it is lawful, needed and in proportion.",
        (Part.CONFIDENCE, Part.ARTICLE8, Part.CALDICOTT),
    ),
    Chapter(
        "agreement",
        "Agreement",
        "Who may agree, when to ask, when asking is wrong, and what a refusal means and does not mean.",
        (Part.CONSENT_WHO, Part.CONSENT_SEEK, Part.CONSENT),
    ),
    Chapter(
        "openness",
        "Being open",
        "Telling people is owed whether or not they must agree, unless it is unsafe. Whom, when and how.",
        (Part.OPENNESS, Part.TELLING),
    ),
    Chapter(
        "how-much",
        "How much",
        "Necessary, proportionate, relevant, adequate, accurate, timely, secure. Too much and too little are both faults.",
        (Part.TEST, Part.TRIM, Part.HELD_BACK, Part.BEFORE_SENDING),
    ),
    Chapter(
        "bars",
        "What is not yours to pass on",
        "Legal advice, court papers, intelligence, adoption records and a few secrets with a law of their own.",
        (Part.BAR,),
    ),
    Chapter(
        "must-not",
        "What must not happen, and what is at stake",
        "What would be wrong whatever you decide, and what can go wrong either way.",
        (Part.MUST_NOT, Part.RISK_OF_SHARING, Part.RISK_OF_NOT_SHARING),
    ),
    Chapter(
        "advice",
        "Whom to ask",
        "Somebody can advise you without being told who it is about. Set a time: the clock keeps running while you wait.",
        (Part.ADVICE,),
    ),
    Chapter(
        "record",
        "What to write down",
        "Every decision, whether to share or not, with its reasons, so that it can be followed later.",
        (Part.RECORD,),
    ),
)
