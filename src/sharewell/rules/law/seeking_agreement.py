"""Whether to ask for agreement: when asking is right, and when it is unsafe, misleading or over."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_IS_ASKED,
    ADULT_REFUSED,
    AGREED,
    BELOW,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    NOTHING_GOES,
    REFUSED,
    SIXTEEN_OR_MORE,
    THE_PERSON,
    surely,
)


def _seek(
    priority: int, id: str, key: str, *, statement: str, when: Expression, met: str, source: str, **dated: object
) -> Rule:
    return Rule(
        id=f"consent.seek.{id}", part=Part.CONSENT_SEEK, effect=Effect.ASK, gives=key, priority=priority,
        statement=statement, when=when, met=met, source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _seek(
        0,
        "no-danger",
        "no",
        statement="In immediate danger agreement is not sought.",
        when=DANGER,
        met="Do not ask for agreement. Call 999.",
        source="york.emergency",
    ),
    _seek(
        1,
        "nothing-goes",
        "no",
        statement="Where nothing goes to a recipient nobody is asked to agree to it.",
        when=NOTHING_GOES,
        met="There is nothing to ask: this does not go to this recipient.",
        source="advice2018.rule6",
    ),
    _seek(
        2,
        "died",
        "no",
        statement="The dead are not asked, and nobody agrees in their place to the use of their data.",
        when=yes("subject_deceased"),
        met="The person has died: there is nobody to ask for agreement. Weigh the confidence, and think of those who grieve.",
        source="gdpr.deceased",
    ),
    _seek(
        3,
        "no-unsafe",
        "no",
        statement="Agreement is not sought where asking would raise the risk, or the delay would.",
        when=yes("telling_raises_risk") | one_of("why_no_consent", "would_prejudice") | yes("delay_raises_risk"),
        met="Do not ask for agreement: asking, or the wait, could put someone at more risk.",
        source="advice2018.when",
    ),
    _seek(
        4,
        "own-information",
        "no",
        statement="Nobody is asked to agree to receiving their own information.",
        when=THE_PERSON,
        met="It is theirs: they need not agree to anything. Others named in it are a question of their own.",
        source="gdpr.15",
    ),
    _seek(
        5,
        "have",
        "have_it",
        statement="Agreement that is explicit, free and given by the right person need not be asked for twice.",
        when=AGREED,
        met="You have their agreement. Keep to what they agreed to.",
        source="gdpr.6.a",
    ),
    _seek(
        6,
        "adult",
        "ask",
        statement="An adult who can decide is asked what they want, where that is safe.",
        when=ADULT_IS_ASKED,
        met="Ask the adult what they want to happen, if that is safe and there is time.",
        source="adult-refusal",
    ),
    _seek(
        7,
        "would-anyway",
        "tell",
        statement="Where it will be shared anyway, asking “do you consent?” misleads.",
        when=((HARM | yes("would_share_anyway")) & ~surely(ADULT_REFUSED)) | AnyMet(Part.DUTY),
        met="Do not ask “do you consent?”: it would be shared anyway, and asking would mislead. Tell them instead, if that "
        "is safe.",
        source="honest-asking",
    ),
    _seek(
        8,
        "best-interests",
        "no",
        statement="Agreement is not sought from one who cannot give it, nor from a relative in their place.",
        when=SIXTEEN_OR_MORE & no("can_decide"),
        met="They cannot agree to this now. Ask an attorney or deputy with authority if there is one and the worry is not about them; "
        "never a relative as such. "
        "Otherwise decide in their best interests, and involve them as far as they can take part.",
        source="mca.2",
    ),
    _seek(
        9,
        "refused",
        "asked_already",
        statement="A refusal below risk of harm is respected where possible.",
        when=REFUSED,
        met="They were asked and refused. Do not ask again to wear them down; ask again if something has changed.",
        source="advice2018.rule4",
    ),
    _seek(
        10,
        "in-need-2018",
        "ask",
        statement="Seek agreement unless it is unsafe or inappropriate.",
        when=IN_NEED,
        until=dates.LAST_DAY_OF_CONSENT_FIRST,
        met="Seek their agreement first, unless that is unsafe or inappropriate.",
        source="advice2018.rule2",
    ),
    _seek(
        10,
        "in-need",
        "tell",
        statement="For a child in need agreement is not required to refer; it is needed for services.",
        when=IN_NEED & FOR_A_CHILD,
        since=dates.CONSENT_NOT_NEEDED,
        supersedes="consent.seek.in-need-2018",
        met="Agreement is not required to pass this on. Tell them first, if that is safe, and ask whether they want the "
        "services that may follow.",
        source="wt2018.consent2020",
    ),
    _seek(
        11,
        "below",
        "ask",
        statement="Below risk of harm agreement is sought, or another reason stated.",
        when=BELOW | (IN_NEED & one_of("protected", "adult")),
        met="Ask for their agreement first. Say what you would share, why, with whom, and that they can say no.",
        source="york.consent",
    ),
    _seek(
        12,
        "unknown",
        "ask_first",
        statement="Whether to ask for agreement depends on how serious the worry is.",
        when=ALWAYS,
        met="Say how serious the worry is: that decides whether agreement is needed.",
        source="advice2018.rule4",
    ),
)
