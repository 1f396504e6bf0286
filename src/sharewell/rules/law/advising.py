"""Whom to ask when in doubt: without names, with a time set, and with the clock running."""

from sharewell.rules.expressions import Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    BELOW,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    ORDERED,
    PRIVATE_RECIPIENT,
    REFUSED,
    RISK,
    THE_PERSON,
    surely,
)

IN_DOUBT = yes("in_doubt")


def _ask(id: str, *, statement: str, when: Expression, met: str, source: str) -> Rule:
    return Rule(
        id=f"advice.{id}", part=Part.ADVICE, effect=Effect.ASK, statement=statement, when=when, met=met, source=source,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _ask(
        "clock-harm",
        statement="At risk of harm advice is asked for at once and has a time; the clock keeps running.",
        when=IN_DOUBT & RISK,
        met="Ask by telephone, now, and set a time for the answer. The clock keeps running: if no answer comes in time, "
        "share with those who can protect.",
        source="advice2018.rule3",
    ),
    _ask(
        "clock-below",
        statement="Below risk of harm advice has a time too, so that it is not forgotten.",
        when=IN_DOUBT & (IN_NEED | BELOW),
        met="Set a day and an hour for the answer, and look again when it comes, or sooner if anything changes.",
        source="advice2018.rule3",
    ),
    _ask(
        "without-names",
        statement="Advice is asked for without saying whom it is about, where that is possible.",
        when=IN_DOUBT & ~surely(DANGER),
        met="Ask without names. Leave out, too, what would give the person away: the school, the street, a rare illness.",
        source="advice2018.rule3",
    ),
    _ask(
        "safeguarding-lead",
        statement="A manager or safeguarding lead advises.",
        when=IN_DOUBT,
        met="Ask your manager or your safeguarding lead.",
        source="advice2018.rule3",
    ),
    _ask(
        "social-worker",
        statement="A social worker at the hub advises where a child may be at risk.",
        when=FOR_A_CHILD & (HARM | (IN_DOUBT & ~surely(DANGER))),
        met="A social worker at the hub can advise you before you have decided anything.",
        source="york.social-worker",
    ),
    _ask(
        "information-governance",
        statement="The information governance lead or data protection officer advises on bases, purposes and policy.",
        when=no("compatible_purpose")
        | no("policy_document")
        | one_of("recipient_role", "researcher")
        | one_of("recipient_country", "elsewhere")
        | (REFUSED & yes("special_category")),
        met="Ask your information governance lead or data protection officer about the basis and the condition. That does "
        "not hold up urgent sharing.",
        source="advice2018.rule3",
    ),
    _ask(
        "lawyer",
        statement="A lawyer advises on orders, court papers, privilege and secrecy laws.",
        when=yes("court_papers")
        | yes("privileged")
        | yes("special_secrecy")
        | yes("adoption_record")
        | ORDERED
        | one_of("recipient_role", "solicitor"),
        met="Ask your organisation's lawyer, today if someone is at risk.",
        source="advice2018.rule3",
    ),
    _ask(
        "originator",
        statement="Whoever set conditions is asked before the information goes on.",
        when=yes("handling_conditions") & ~surely(yes("originator_agrees")),
        met="Ask whoever gave it whether it may go on, and in which words.",
        source="handling",
    ),
    _ask(
        "police",
        statement="During a police enquiry the police advise who is told and when.",
        when=yes("ongoing_police_enquiry"),
        met="Ask the officer in the case what may be said, to whom and when.",
        source="practice",
    ),
    _ask(
        "designated-officer",
        statement="The council's designated officer advises on allegations against those who work with children.",
        when=one_of("concern_kind", "position_of_trust"),
        met="Ask the council's designated officer before anybody speaks with the person.",
        source="lado",
    ),
    _ask(
        "private",
        statement="A private person's request goes to those who deal with requests for records or complaints.",
        when=PRIVATE_RECIPIENT | THE_PERSON,
        met="Ask whoever deals with requests for records in your organisation which route this has.",
        source="advice2018.rule3",
    ),
)
