"""Below risk of harm: need, early help, agreement and refusal."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, AnyMet, Possibly, no, one_of, yes
from sharewell.rules.law.recommending.recommendation import NOT, SEEK, TRIMMED, recommend
from sharewell.rules.rule import Part, Rule
from sharewell.rules.terms import (
    A_REQUEST,
    ADULT_AT_RISK,
    AGREED,
    BELOW,
    FOR_A_CHILD,
    HARM,
    HAS_A_PART,
    IN_NEED,
    LISTED_REASON,
    LOW,
    NO_CONCERN,
    NOT_ASKED,
    OUTWEIGHS,
    REFUSED,
    SOCIAL_CARE,
    THE_PROTECTED_ONE,
    surely,
)

BELOW_HARM: tuple[Rule, ...] = (
    recommend(
        NOT,
        60,
        "no-concern",
        statement="Without a concern, a duty or an agreement there is nothing to share for.",
        says="There is no concern, nobody has agreed and nothing else calls for it. Do not share. If you want to help, "
        "offer the family advice or a service.",
        source="haringey",
        when=NO_CONCERN
        & ~surely(ADULT_AT_RISK)
        & ~Possibly(AGREED)
        & ~Possibly(OUTWEIGHS)
        & ~Possibly(one_of("purpose", "care_or_treatment")),
    ),
    recommend(
        SEEK,
        62,
        "in-doubt",
        statement="In doubt, ask, without naming the person.",
        says="You are in doubt, and there is time. Ask for advice without naming the person, and set a time for the answer.",
        source="advice2018.rule3",
        when=(IN_NEED | BELOW) & yes("in_doubt"),
    ),
    recommend(
        SEEK,
        63,
        "confidence-not-lifted",
        statement="Below risk of harm a confidence is kept unless agreement, interest or law lifts it.",
        says="It was given in confidence and nothing yet lifts that. Ask the person, or take advice on whether the "
        "public interest outweighs it.",
        source="confidence",
        when=(IN_NEED | BELOW)
        & yes("given_in_confidence")
        & ~surely(OUTWEIGHS | yes("overwhelming_interest"))
        & ~surely(AnyMet(Part.CONFIDENCE)),
    ),
    recommend(
        SEEK,
        64,
        "other-purpose",
        statement="Information is not used for a purpose that does not go with the one it was collected for.",
        says="It was collected for something else, and nothing yet makes the two purposes go together. Take advice from "
        "your information governance lead.",
        source="wt2018.myth3",
        when=(IN_NEED | BELOW) & no("compatible_purpose") & ~surely(AnyMet(Part.PURPOSE)),
    ),
    recommend(
        TRIMMED,
        65,
        "private-fostering",
        statement="The council must be told of private fostering, whether or not the family wishes it.",
        says="The council must be told of private fostering. They were asked and will not tell it themselves: tell the hub, "
        "and tell them that you do.",
        source="private-fostering",
        when=(IN_NEED | BELOW)
        & one_of("concern_kind", "private_fostering")
        & ~surely(one_of("protected", "adult"))  # it is about a child; an adult's own refusal is another matter
        & SOCIAL_CARE
        & REFUSED,
    ),
    recommend(
        TRIMMED,
        66,
        "outweighs",
        statement="You may share without agreement where, in your judgement on the facts, there is a lawful basis.",
        says="You judge that protecting someone outweighs privacy here. Share what is needed, and write down why.",
        source="advice2018.rule4",
        when=HAS_A_PART & OUTWEIGHS,
    ),
    recommend(
        SEEK,
        68,
        "reasons-first",
        statement="A request is clear about its purpose, basis and questions; a section is a threshold, not a label.",
        says="The request does not say enough. Ask for its reasons, its questions and its time before you answer. If you "
        "are worried yourself, say so now.",
        source="haringey",
        when=(IN_NEED | BELOW)
        & A_REQUEST
        & (no("request_is_specific") | (no("request_gives_cause") & ~Possibly(AGREED))),
    ),
    recommend(
        TRIMMED,
        70,
        "agreed",
        statement="What the person truly agrees to is shared.",
        says="The person agrees, freely and clearly. Share what they agreed to.",
        source="advice2018.rule4",
        when=(IN_NEED | BELOW) & HAS_A_PART & AGREED,
    ),
    recommend(
        TRIMMED,
        71,
        "best-interests",
        statement="For an adult who cannot make this decision it is made in their best interests, the least restrictive way.",
        says="The adult cannot make this decision. Share what is in their best interests, the least that does it; ask an "
        "attorney or deputy if there is one and the worry is not about them, and involve the person as far as they can take part.",
        source="mca.2",
        when=IN_NEED
        & one_of("protected", "adult")
        & THE_PROTECTED_ONE
        & no("can_decide")
        & HAS_A_PART
        & ~surely(OUTWEIGHS),
    ),
    recommend(
        NOT,
        72,
        "refused",
        statement="Below risk of harm a refusal is respected unless there is another reason.",
        says="They refused, the worry is below risk of harm and you see no other reason. Respect it: do not share. Keep "
        "offering help, and look again if anything changes.",
        source="york.consent",
        # Who meets all three limbs of section 42 is at risk in law, whatever level was put: then a refusal is weighed.
        when=BELOW & REFUSED & no("public_interest_outweighs") & ~surely(ADULT_AT_RISK),
    ),
    recommend(
        SEEK,
        73,
        "refused-weigh",
        statement="After a refusal, sharing needs another reason that outweighs it.",
        says="They refused. Weigh whether anything outweighs that, take advice without naming them, and talk with them "
        "again.",
        source="advice2018.rule4",
        when=(IN_NEED | BELOW) & REFUSED,
    ),
    recommend(
        TRIMMED,
        74,
        "in-need-2018",
        until=dates.LAST_DAY_OF_CONSENT_FIRST,
        statement="Share with agreement where appropriate; without it where asking is unsafe or cannot be done.",
        says="A child is in need, and there is a reason not to wait for agreement. Share what is needed.",
        source="advice2018.rule4",
        when=IN_NEED
        & FOR_A_CHILD
        & HAS_A_PART
        & NOT_ASKED
        & (yes("delay_raises_risk") | yes("telling_raises_risk") | LISTED_REASON),
    ),
    recommend(
        TRIMMED,
        74,
        "in-need",
        since=dates.CONSENT_NOT_NEEDED,
        supersedes="recommend.in-need-2018",
        statement="For a child in need, agreement is not required to refer; be open about it.",
        says="A child is in need. Share what is needed. Agreement is not required for this, but tell the family first "
        "unless that is unsafe; services will need their agreement.",
        source="wt2018.consent2020",
        when=IN_NEED & FOR_A_CHILD & HAS_A_PART & NOT_ASKED & ~surely(OUTWEIGHS),
    ),
    recommend(
        SEEK,
        75,
        "no-time-to-ask",
        statement="Agreement is not waited for where the delay would raise the risk: advice is taken now instead.",
        says="Waiting would raise the risk, so do not wait for agreement. Take advice now, without naming the person, and "
        "think again how serious the worry is: at risk of harm you would share.",
        source="advice2018.when",
        when=(IN_NEED | LOW) & NOT_ASKED & yes("delay_raises_risk"),
    ),
    recommend(
        SEEK,
        76,
        "seek-agreement",
        statement="Below risk of harm, seek agreement first.",
        says="There is no sign of risk of harm. Ask the person, or the parents, for their agreement first, and say what "
        "you would share, why and with whom.",
        source="york.consent",
        when=(IN_NEED | LOW) & NOT_ASKED,
    ),
    recommend(
        SEEK,
        98,
        "harm-to-whom",
        statement="At risk of harm a social worker is told at once; whether others are turns on who they are and what they need.",
        says="Someone may be suffering or likely to suffer significant harm. Ring a social worker now and tell them what you "
        "know: nothing more is needed for that. Whether it also goes to somebody else turns on who they are and whether they "
        "need it: answer that below.",
        source="york.social-worker",
        when=HARM,
    ),
    recommend(
        SEEK,
        99,
        "not-enough-known",
        statement="Unknown is asked about, and never read as no.",
        says="Not enough is known yet to advise sharing. Answer the questions below, or ask for advice without naming "
        "the person. If you think someone may be at risk of harm, speak to a social worker now.",
        source="york.social-worker",
        when=ALWAYS,
    ),
)
