"""Other people in the information: each a question of their own, and none given away."""

from sharewell.rules import dates
from sharewell.rules.expressions import Expression, Possibly, no, one_of, unknown, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import HARM, PLACE_MAY_GO, THE_PERSON, WHEREABOUTS, ground, surely

CONNECTED_ADULT = HARM & one_of("subject_relation", "parent", "alleged_perpetrator", "other_family")
PROTECTED_FROM = yes("recipient_is_protected_from")


def _held(id: str, key: str, *, statement: str, when: Expression, met: str, source: str) -> Rule:
    return Rule(
        id=f"held.{id}", part=Part.HELD_BACK, effect=Effect.FORBID, gives=key, statement=statement, when=when, met=met,
        source=source,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _held(
        "never-to-the-one",
        "place",
        statement="Where someone can be found never reaches the one they are protected from, whatever else holds.",
        when=PROTECTED_FROM & WHEREABOUTS,
        met="Hold back everything that could show where they can be found: this recipient must never learn it.",
        source="protected-address",
    ),
    Rule(
        id="held.never-to-the-one-unknown",
        part=Part.HELD_BACK,
        effect=Effect.FORBID,
        gives="place",
        statement="Until it is known that an item shows no place, it is held back from the one somebody is protected from.",
        met="It is not known whether this shows where they can be found. Until it is, hold it back from this recipient.",
        when=PROTECTED_FROM & unknown("reveals_whereabouts"),
        source="protected-address",
    ),
    _held(
        "protected-place",
        "place",
        statement="A protected place is held back unless the recipient needs it and a named person releases it.",
        when=yes("address_protected") & Possibly(WHEREABOUTS) & ~surely(PLACE_MAY_GO),
        met="Hold back the protected place: it goes only where the place is needed and a named person has released it.",
        source="protected-address",
    ),
    _held(
        "source",
        "source",
        statement="Who raised the worry is held back unless they agree and it is safe.",
        when=yes("identifies_source") & ~surely(yes("source_agrees")),
        met="Hold back who raised the worry or gave the information.",
        source="dpa.sch2.16",
    ),
    _held(
        "third-parties",
        "third_parties",
        statement="What is not needed about others is held back.",
        when=yes("names_third_parties") & no("third_parties_needed"),
        met="Hold back what it tells about other people and is not needed.",
        source="advice2018.amount",
    ),
    _held(
        "barred",
        "whole_item",
        statement="Legal advice, and what a court or an originator holds back, stays back.",
        when=yes("privileged")
        | (yes("court_papers") & ~surely(yes("court_allows")))
        | (yes("handling_conditions") & ~surely(yes("originator_agrees"))),
        met="Hold back this item as it stands: it is barred until the bar is lifted.",
        source="fpr",
    ),
    Rule(
        id="third.each-a-question",
        part=Part.BEFORE_SENDING,
        effect=Effect.ASK,
        statement="Each person in the information is a question of their own.",
        met="It tells something about other people: go through the guide for each of them too.",
        when=yes("names_third_parties") & ~surely(no("third_parties_needed")),
        source="dpa.sch1.18",
    ),
    Rule(
        id="third.redact-not-refuse",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="What must be held back is taken out; the rest is not refused with it.",
        met="Do not refuse the whole because a part must be held back: take that part out.",
        when=THE_PERSON | (ground("access_request") & yes("names_third_parties")),
        source="dpa.sch2.16",
    ),
    Rule(
        id="third.parent-and-abuse-data",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        statement="Child abuse information is not given to a parent so far as that is not in the child's best interests.",
        met="A parent does not have a right to everything. What is about abuse of a child is given only so far as that is in "
        "the child's best interests, and a young person who can decide has a say.",
        when=one_of("recipient_role", "parent", "solicitor"),
        source="dpa.sch3.21",
    ),
    Rule(
        id="third.linked-records",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        statement="Linked people, documents and pictures can give a protected place away.",
        met="Look through the brothers' and sisters' schools, the surgery, letterheads, pictures and maps: any can give the "
        "place away.",
        when=yes("address_protected"),
        source="protected-address",
    ),
    Rule(
        id="third.secret-in-the-log",
        part=Part.RECORD,
        effect=Effect.FORBID,
        statement="A note of a decision does not contain the secret it protects.",
        met="In your record say that a place or a source was held back. Do not write the place or the name there.",
        when=yes("address_protected") | yes("identifies_source") | PROTECTED_FROM,
        source="practice",
    ),
    Rule(
        id="third.alleged-perpetrator",
        part=Part.RISK_OF_SHARING,
        effect=Effect.WARN,
        statement="Someone thought to have caused harm has rights too, and may be innocent.",
        met="It is about someone thought to have caused harm, who may be innocent: an allegation that spreads cannot be "
        "called back.",
        when=one_of("subject_relation", "alleged_perpetrator"),
        source="hra.8",
    ),
    Rule(
        id="third.connected-adult",
        part=Part.POWER,
        effect=Effect.PERMIT,
        until=dates.LAST_DAY_BEFORE_WORKING_TOGETHER_2023,
        statement="Information about adults in contact with a child can be as important as information about the child.",
        met="What bears on the child may concern an adult around the child. Share the part that bears on the child.",
        when=CONNECTED_ADULT,
        source="practice",
    ),
    Rule(
        id="third.connected-adult-2023",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.WORKING_TOGETHER_2023,
        supersedes="third.connected-adult",
        statement="Be alert to sharing important information about any adult with whom a child has contact.",
        met="What bears on the child may concern an adult around the child. Share the part that bears on the child.",
        when=CONNECTED_ADULT,
        source="wt2023.adults",
    ),
    Rule(
        id="third.who-reported",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="The one who raised a worry is not named to the family.",
        met="Do not tell the family who raised the worry, nor let them work it out from what you say or when.",
        when=(yes("identifies_source") | one_of("subject_relation", "referrer"))
        & ~surely(yes("source_agrees"))
        & one_of("recipient_role", "the_person", "parent", "family_member", "solicitor"),
        source="dpa.sch2.16",
    ),
    Rule(
        id="third.serious-harm-health",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Health information is not given to the person so far as that would be likely to cause serious harm to "
        "anybody's health; the health professional responsible is asked first.",
        met="It is health information: ask the health professional responsible whether giving it could cause serious harm to "
        "anyone's health, and leave out only that.",
        when=THE_PERSON & yes("health_data"),
        source="dpa.sch3.2",
    ),
    Rule(
        id="third.serious-harm-social-work",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Social work information is not given to the person so far as that would be likely to prejudice social work "
        "by causing serious harm to anybody's health.",
        met="From a social work record, leave out only what would be likely to cause serious harm to someone's health.",
        when=THE_PERSON & one_of("sender_body", "local_authority"),
        source="dpa.sch3.3",
    ),
    Rule(
        id="third.professionals-names",
        part=Part.BEFORE_SENDING,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="The names of health, education and social work staff acting in their work may normally stay.",
        met="The names of professionals acting in their work may normally stay in.",
        when=THE_PERSON & yes("names_third_parties"),
        source="dpa.sch2.17",
    ),
)
