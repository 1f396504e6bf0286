"""Who may agree or object: the young person, a parent, the adult, an attorney; and whose agreement counts for nothing."""

from sharewell.rules.expressions import Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import ASKED_AND_AGREED, COMPETENT, IS_ADULT, SIXTEEN_OR_MORE, WRONG_GIVER, surely

UNDER_16 = one_of("subject_age", "under_13", "from_13_to_15")


def _who(id: str, *, statement: str, when: Expression, met: str, source: str, gives: str, **rest: object) -> Rule:
    return Rule(
        id=f"consent.who.{id}", part=Part.CONSENT_WHO, effect=Effect.PERMIT, gives=gives, statement=statement, when=when,
        met=met, source=source, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _who(
        "gillick",
        gives="young_person",
        statement="Under 16, a child with enough understanding of this decision decides.",
        when=UNDER_16 & COMPETENT,
        met="The young person understands this decision: their own agreement or objection counts. A parent's agreement "
        "does not replace it.",
        source="gillick",
        applies=UNDER_16,
        ask="Does the young person understand this one decision? If so their own agreement or objection counts, whatever their "
        "age; if not, that of a person with parental responsibility.",
    ),
    _who(
        "parent",
        gives="parent",
        statement="For a child who does not understand the decision, a person with parental responsibility decides.",
        when=UNDER_16 & no("can_decide"),
        met="The child does not understand this decision: where agreement is asked for, a person with parental responsibility gives it. Hear what the "
        "child thinks all the same.",
        source="gillick",
    ),
    _who(
        "sixteen",
        gives="the_person",
        statement="At 16 and 17 a young person is presumed able to decide.",
        when=one_of("subject_age", "from_16_to_17") & ~surely(no("can_decide")),
        met="At 16 or 17 they are presumed able to decide for themselves.",
        source="mca.1",
    ),
    _who(
        "adult",
        gives="the_person",
        statement="An adult is presumed able to decide; an unwise choice is no lack of capacity.",
        when=IS_ADULT & ~surely(no("can_decide")),
        met="An adult is presumed able to decide, also unwisely. Nobody else can agree for them.",
        source="mca.1",
    ),
    _who(
        "lacks-capacity",
        gives="attorney",
        statement="For a person of 16 or over who lacks capacity for this decision, an attorney or deputy with authority "
        "decides; otherwise it is decided in their best interests. Relatives cannot sign for them.",
        when=SIXTEEN_OR_MORE & no("can_decide"),
        met="They cannot make this decision now. An attorney or deputy with authority may, unless the worry is about "
        "them; otherwise decide in their best interests, the least restrictive way, and note how you tested it. A relative cannot sign for an adult.",
        source="mca.2",
    ),
    _who(
        "unborn",
        gives="mother",
        statement="Before birth it is the mother's information, and hers to agree to.",
        when=one_of("protected", "unborn") & one_of("subject_relation", "parent", "person_protected"),
        met="Before birth it is the mother's information: hers to agree or object to.",
        source="practice",
    ),
    _who(
        "wrong-giver",
        gives="not_valid",
        statement="Agreement counts only from the one who may give it.",
        when=WRONG_GIVER & ASKED_AND_AGREED,
        met="The agreement was given by someone who may not give it here. It does not count as consent.",
        source="mca.2",
    ),
    _who(
        "parents-disagree",
        gives="disputed",
        statement="One person with parental responsibility suffices in law; a disagreement is recorded and weighed.",
        when=yes("parents_disagree"),
        met="Two people with parental responsibility disagree. One agreement is enough in law: note both views, and weigh "
        "what the dispute means for the child.",
        source="practice",
    ),
    _who(
        "duress",
        gives="not_free",
        statement="A choice made under coercion is not a free choice.",
        when=yes("under_duress"),
        met="Pressure takes the freedom out of a choice, to agree as well as to refuse. Talk to them alone.",
        source="adult-refusal",
    ),
)
