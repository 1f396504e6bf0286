"""The questions about agreement and openness, which are kept apart, and about the balance a person strikes."""

from sharewell.rules.fact import Fact, Page

CONSENT = Page("consent", "Agreement")
OPENNESS = Page("openness", "Telling them")
BALANCE = Page("balance", "Your judgement")

FACTS: tuple[Fact, ...] = (
    CONSENT.choice(
        "consent",
        "Has the person it is about been asked to agree?",
        {
            "not_sought": "Not asked",
            "given": "Asked, and agreed",
            "refused": "Asked, and refused",
            "withdrawn": "Agreed before, and has now withdrawn it",
        },
        claim="the state of agreement",
        help="Silence is not agreement, and an old form is not agreement to this.",
        why="Agreement matters below the level of harm. At risk of harm it is not needed, and refusal does not stop you.",
    ),
    CONSENT.choice(
        "why_no_consent",
        "Why would you not rely on their consent?",
        {
            "cannot_be_given": "They cannot give it in the circumstances",
            "not_reasonable": "We cannot reasonably be expected to obtain it",
            "would_prejudice": "Asking would put the protection at risk",
            "none_of_these": "None of these",
        },
        claim="the reason for not relying on consent",
        why="The safeguarding condition is met only for one of three reasons. A refusal by itself is not one of them.",
    ),
    CONSENT.choice(
        "consent_by",
        "Who agreed?",
        {
            "the_person": "The person it is about",
            "parent": "A parent with parental responsibility",
            "attorney": "An attorney or deputy with authority for this",
            "other_relative": "Another relative",
        },
        claim="the one who agreed",
        why="Only some people may agree for somebody else.",
    ),
    CONSENT.yes_no(
        "consent_explicit",
        "Was the agreement clear, for this sharing, with this recipient, and noted with its date?",
        claim="the agreement is explicit and fits this sharing",
        denial="the agreement is not explicit or does not fit this sharing",
        why="Consent that is relied on must be explicit.",
    ),
    CONSENT.yes_no(
        "consent_free",
        "Could they have said no without losing anything, and can they change their mind?",
        claim="the agreement is freely given",
        denial="the agreement is not freely given",
        why="Consent under pressure is no consent. A public body rarely obtains it freely.",
    ),
    CONSENT.yes_no(
        "parents_disagree",
        "Do two people with parental responsibility disagree about this?",
        claim="two people with parental responsibility disagree",
        denial="nobody with parental responsibility disagrees",
        why="One agreement is enough in law, but the disagreement is recorded and its risk weighed.",
        usual=False,
    ),
    CONSENT.yes_no(
        "would_share_anyway",
        "Would you share even if they refused?",
        claim="it would be shared even after a refusal",
        denial="it would not be shared after a refusal",
        why="Then asking “do you consent?” misleads them. Tell them instead.",
    ),
    CONSENT.yes_no(
        "expects_sharing",
        "Would they expect this to be shared?",
        claim="they would expect it to be shared",
        denial="they would not expect it to be shared",
        why="Where somebody would not expect it, asking or at least telling matters all the more.",
    ),
    OPENNESS.yes_no(
        "telling_raises_risk",
        "Could telling them, or asking them, put anyone at more risk?",
        claim="telling could put someone at more risk",
        denial="telling would put nobody at more risk",
        help="Might someone be hurt, silenced, moved away, or evidence destroyed?",
        why="Being open is the rule; safety is the exception.",
    ),
    OPENNESS.yes_no(
        "has_been_told",
        "Have they been told what is shared, why, how and with whom?",
        claim="they have been told",
        denial="they have not been told",
        why="Openness is owed whether or not agreement is needed.",
    ),
    BALANCE.yes_no(
        "public_interest_outweighs",
        "In your judgement, does protecting someone, or preventing serious harm or crime, outweigh privacy here?",
        claim="you judge that the public interest in sharing outweighs privacy",
        denial="you judge that the public interest in sharing does not outweigh privacy",
        why="It is a judgement, and yours: it lifts a confidence and answers Article 8. Write down why.",
    ),
    BALANCE.yes_no(
        "overwhelming_interest",
        "Is it overwhelmingly in the interest of the person it is about that it is shared?",
        claim="it is overwhelmingly in the person's own interest",
        denial="it is not overwhelmingly in the person's own interest",
        why="That is another ground on which a confidence may be set aside.",
    ),
    BALANCE.yes_no(
        "substantial_public_interest",
        "Is sharing needed for reasons of substantial public interest?",
        claim="it is needed for reasons of substantial public interest",
        denial="it is not needed for reasons of substantial public interest",
        help="Keeping children and adults at risk safe is one.",
        why="Several conditions of Schedule 1 need it, and a person judges it.",
    ),
    BALANCE.yes_no(
        "considered_relevant",
        "Do you consider it relevant to safeguarding or promoting the welfare of the child?",
        claim="you consider it relevant to the child's safety or welfare",
        denial="you do not consider it relevant to the child's safety or welfare",
        why="The duty to share in section 16LA turns on what you consider. Nobody else answers this.",
    ),
    BALANCE.yes_no(
        "may_help_recipient",
        "Do you consider that it may help the recipient with its functions for the child?",
        claim="you consider that it may help the recipient with its functions",
        denial="you do not consider that it may help the recipient with its functions",
        why="The duty in section 16LA reaches only so far as it may help.",
    ),
    BALANCE.yes_no(
        "more_detrimental",
        "Would sharing do the child, or the adult at risk, more harm than not sharing?",
        claim="sharing would do more harm than not sharing",
        denial="sharing would not do more harm than not sharing",
        why="Then the duty in section 16LA does not apply, and advice is worth having.",
        usual=False,
    ),
)
