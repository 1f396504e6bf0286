"""Conditions that several rules share, each defined once."""

from sharewell.rules.expressions import AnyMet, Expression, Known, Not, Possibly, no, one_of, unknown, yes
from sharewell.rules.rule import Part

PUBLIC_BODIES = (
    "local_authority",
    "nhs_body",
    "gp_practice",
    "police",
    "probation",
    "youth_justice",
    "state_school",
    "government",
)
PRIVATE_BODIES = ("independent_school", "early_years", "charity", "faith_or_club", "private_provider")


def surely(expression: Expression) -> Expression:
    """The condition holds whatever the answers not yet known turn out to be."""
    return Not(Possibly(Not(expression)))


# A public body stays one; a private one is asked about only if somebody says that it acts as a public authority.
PUBLIC = one_of("sender_body", *PUBLIC_BODIES) | (
    yes("sender_is_public_authority")
    & ~(one_of("sender_body", *PRIVATE_BODIES) & unknown("sender_is_public_authority"))
)
SECTION_11_BODIES = one_of("sender_body", "local_authority", "nhs_body", "police", "probation", "youth_justice")

DANGER = yes("immediate_danger")
SEXUAL_ACTIVITY_UNDER_13 = (
    one_of("concern_kind", "sexual_activity")
    & one_of("subject_relation", "person_protected")
    & one_of("subject_age", "under_13")
)
HARM = one_of("level_of_concern", "significant_harm") | SEXUAL_ACTIVITY_UNDER_13
RISK = DANGER | HARM
# A level below harm counts as such only as long as nothing else in the answers makes it a risk of harm.
IN_NEED = one_of("level_of_concern", "in_need") & ~surely(RISK)
BELOW = one_of("level_of_concern", "early_help", "welfare_only", "none") & ~surely(RISK)
LOW = one_of("level_of_concern", "early_help", "welfare_only") & ~surely(RISK)
NO_CONCERN = one_of("level_of_concern", "none") & ~surely(RISK)

FOR_A_CHILD = one_of("protected", "child", "unborn")
ADULT_AT_RISK = yes("has_care_needs") & yes("adult_experiencing_abuse") & yes("unable_to_protect_self")
PROTECTIVE_PURPOSE = one_of("purpose", "protect_from_harm", "promote_welfare")
NEEDED = yes("necessary")

A_REQUEST = one_of("prompted_by", "request")
# Only a request, or an order, has a ground: of one's own concern it is not asked.
SOMEBODY_ASKED = ~surely(one_of("prompted_by", "own_concern"))
REQUIRED = one_of("prompted_by", "legal_requirement")


def ground(*names: str) -> Expression:
    """Somebody asked for it and gives one of these grounds."""
    return SOMEBODY_ASKED & one_of("request_basis", *names)


ORDERED = REQUIRED | ground("court_order")

PRACTITIONER = one_of(
    "recipient_role",
    "hub_social_worker",
    "hub_early_help",
    "adult_social_care",
    "police",
    "health",
    "school",
    "other_practitioner",
    "safeguarding_partners",
    "adults_board",
)
SOCIAL_CARE = one_of("recipient_role", "hub_social_worker", "hub_early_help", "adult_social_care")
# The hub's part is to hear of it: for social care the need is taken as given until somebody says otherwise.
HAS_A_PART = PRACTITIONER & (yes("recipient_needs_it") | (SOCIAL_CARE & unknown("recipient_needs_it")))
PRIVATE_RECIPIENT = one_of("recipient_role", "parent", "family_member", "solicitor", "councillor", "employer")
THE_PERSON = one_of("recipient_role", "the_person")
PUBLIC_AT_LARGE = one_of("recipient_role", "journalist", "member_of_public")

IS_CHILD = one_of("subject_age", "under_13", "from_13_to_15", "from_16_to_17")
IS_ADULT = one_of("subject_age", "adult")
SIXTEEN_OR_MORE = one_of("subject_age", "from_16_to_17", "adult")
COMPETENT = yes("can_decide")
WRONG_GIVER = (
    one_of("consent_by", "other_relative")
    | (one_of("consent_by", "parent") & (IS_ADULT | COMPETENT))
    | (one_of("consent_by", "the_person") & no("can_decide"))
)
ASKED_AND_AGREED = one_of("consent", "given")
AGREED = ASKED_AND_AGREED & yes("consent_explicit") & yes("consent_free") & ~surely(WRONG_GIVER)
REFUSED = one_of("consent", "refused", "withdrawn")
NOT_ASKED = one_of("consent", "not_sought")
LISTED_REASON = one_of("why_no_consent", "cannot_be_given", "not_reasonable", "would_prejudice")

OUTWEIGHS = yes("public_interest_outweighs")
# Capacity is presumed (Mental Capacity Act 2005 s.1(2)): only a finding of incapacity takes the choice away.
ADULTS_OWN_CHOICE = (
    one_of("protected", "adult") & one_of("subject_relation", "person_protected") & ~surely(no("can_decide"))
)
REASON_AGAINST_ADULTS_CHOICE = (
    OUTWEIGHS
    | yes("others_at_risk")
    | yes("serious_crime")
    | yes("under_duress")
    | one_of("concern_kind", "position_of_trust")
)

OUTSIDE_ENGLAND = one_of("recipient_country", "wales", "scotland", "northern_ireland", "elsewhere")
NOT_SURELY_ABROAD = ~surely(OUTSIDE_ENGLAND)
ALIVE = ~surely(yes("subject_deceased"))

# What an adult who can decide says is asked for, or heeded, even at risk of harm: while no reason against it is known, no
# law obliges, and, for asking first, there is time and it is safe.
_ADULT_DECIDES = HARM & ADULTS_OWN_CHOICE & ~surely(REASON_AGAINST_ADULTS_CHOICE) & ~surely(AnyMet(Part.DUTY))
_TO_BE_ASKED = NOT_ASKED & ~surely(LISTED_REASON) & ~surely(yes("would_share_anyway"))
_TO_BE_ASKED_FIRST = _TO_BE_ASKED & no("delay_raises_risk") & no("telling_raises_risk")
ADULT_REFUSED = _ADULT_DECIDES & REFUSED
ADULT_IS_ASKED = _ADULT_DECIDES & _TO_BE_ASKED
ADULT_IS_ASKED_FIRST = _ADULT_DECIDES & _TO_BE_ASKED_FIRST
ADULT_HAS_A_SAY = _ADULT_DECIDES & (REFUSED | _TO_BE_ASKED)
ADULT_HAS_FIRST_SAY = _ADULT_DECIDES & (REFUSED | _TO_BE_ASKED_FIRST)

THE_PROTECTED_ONE = one_of("subject_relation", "person_protected")
WHEREABOUTS = yes("reveals_whereabouts")
PLACE_MAY_GO = yes("recipient_needs_place") & yes("place_released")
NO_PART = one_of("purpose", "curiosity") | PUBLIC_AT_LARGE | (no("recipient_needs_it") & ~surely(THE_PERSON))
NEVER_TO_THEM = yes("recipient_is_protected_from") & Possibly(WHEREABOUTS)
BARRED = (
    yes("privileged")
    | (yes("court_papers") & no("court_allows"))
    | (yes("handling_conditions") & no("originator_agrees"))
)
NOT_NEEDED = no("necessary") | no("relevant")
NOTHING_GOES = NO_PART | NEVER_TO_THEM | BARRED | NOT_NEEDED
LEVEL_KNOWN = Known("level_of_concern")
