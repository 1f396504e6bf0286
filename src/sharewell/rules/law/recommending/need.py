"""Purpose and need: who may receive it at all, and private persons."""

from sharewell.rules.expressions import Possibly, one_of, yes
from sharewell.rules.law.recommending.recommendation import NOT, SEEK, TRIMMED, recommend
from sharewell.rules.rule import Rule
from sharewell.rules.terms import AGREED, NO_PART, NOT_NEEDED, PRIVATE_RECIPIENT, THE_PERSON

PURPOSE_AND_NEED: tuple[Rule, ...] = (
    recommend(
        SEEK,
        33,
        "the-person-with-risk",
        statement="A person's own information is theirs, but not where giving it could put someone at risk unprepared.",
        says="It is about them and they may ask for it, but telling could put someone at risk. Take advice on what to "
        "give, when and how.",
        source="gdpr.15",
        when=THE_PERSON & Possibly(yes("telling_raises_risk")),
    ),
    recommend(
        TRIMMED,
        34,
        "the-person",
        statement="A person's own information is given, with only what must be held back taken out.",
        says="It is about them. Give it, with what is about others or could harm taken out: never refuse the whole for a "
        "part.",
        source="gdpr.15",
        when=THE_PERSON,  # and, by priority, telling puts nobody at risk
    ),
    recommend(
        NOT,
        35,
        "no-need",
        statement="Information goes only to those with a role who need it, and for a purpose.",
        says="This recipient does not need it, or there is no purpose. Do not share it with them. If you are worried "
        "about someone, tell those whose part it is to act.",
        source="advice2018.rule6",
        when=NO_PART,
    ),
    recommend(
        NOT,
        38,
        "not-needed",
        statement="What is not needed for the purpose, or does not bear on it, is left out.",
        says="This item is not needed for the purpose. Leave this one out; share what is needed.",
        source="advice2018.rule6",
        when=NOT_NEEDED,
    ),
    recommend(
        SEEK,
        40,
        "more-harm",
        statement="Where sharing may do more harm than not sharing, take advice first.",
        says="You think sharing would do more harm than not sharing. Take advice now on a safer way to act; doing "
        "nothing is also a decision.",
        source="advice2018.rule5",
        when=yes("more_detrimental"),
    ),
)

PRIVATE: tuple[Rule, ...] = (
    recommend(
        SEEK,
        44,
        "research",
        statement="Research is served by information from which nobody can be recognised.",
        says="Research does not need names. Offer information from which nobody can be recognised; anything else needs "
        "your information governance lead.",
        source="advice2018.amount",
        when=one_of("recipient_role", "researcher"),
    ),
    recommend(
        TRIMMED,
        45,
        "private-agreed",
        statement="A private person may receive what the one it is about truly agrees to.",
        says="The person it is about agrees, freely and clearly. Share what they agreed to, with this recipient only.",
        source="gdpr.6.a",
        when=PRIVATE_RECIPIENT & AGREED & yes("recipient_needs_it"),
    ),
    recommend(
        SEEK,
        46,
        "private",
        statement="Relatives, lawyers for one side, councillors and employers have no right to another's information as such.",
        says="This recipient has no part in protecting the person as such. Take advice: a request for someone's records, "
        "a court or a complaint has its own route.",
        source="advice2018.rule6",
        when=PRIVATE_RECIPIENT,
    ),
)
