"""The myths and the golden rules, each bound to the answers that call for it."""

from sharewell.rules import dates
from sharewell.rules.expressions import Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_REFUSED,
    AGREED,
    BELOW,
    DANGER,
    FOR_A_CHILD,
    IN_NEED,
    NOT_ASKED,
    REFUSED,
    RISK,
    ground,
    surely,
)


def _myth(number: int, *, statement: str, when: Expression, met: str, source: str, **dated: object) -> Rule:
    suffix = "" if "supersedes" not in dated else "-2026"
    return Rule(
        id=f"myth.{number}{suffix}", part=Part.MYTH, effect=Effect.WARN, gives=f"M{number}", statement=statement,
        when=when, met=met, source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


def _golden(year: int, number: int, statement: str, when: Expression) -> Rule:
    dated = {"since": dates.ADVICE_2024} if year == 2024 else {"until": dates.LAST_DAY_OF_ADVICE_2018}
    return Rule(
        id=f"golden.{year}.{number}", part=Part.GOLDEN, effect=Effect.WARN, gives=f"{year}-{number}",
        statement=statement, met=statement, when=when, source=f"advice{year}.rule{number}",
        supersedes=None if year == 2018 else f"golden.2018.{number}", **dated,  # type: ignore[arg-type]
    )  # fmt: skip


HESITATES = yes("in_doubt") | no("agreement_in_place") | yes("special_category")

MYTHS: tuple[Rule, ...] = (
    _myth(
        1,
        statement="Myth: data protection law is a barrier to sharing.",
        when=(RISK | IN_NEED) & HESITATES,
        met="Data protection is not a barrier. It is a framework: it asks for a basis and a condition, which are named here, "
        "and for a record.",
        source="wt2018.myth1",
    ),
    _myth(
        2,
        statement="Myth: consent is always needed.",
        when=(REFUSED | NOT_ASKED | ground("consent")) & (RISK | IN_NEED) & ~surely(ADULT_REFUSED),
        met="Consent is not always needed. Be open where it is safe, but where someone may be at risk you need a lawful "
        "basis, not their consent.",
        source="wt2018.myth2",
    ),
    _myth(
        3,
        statement="Myth: what one organisation collected cannot go to another.",
        when=no("compatible_purpose"),
        met="What your organisation collected can go to another unless the purposes are incompatible. For a child in need "
        "or at risk of significant harm it is hard to see information law as a bar.",
        source="wt2018.myth3",
        until=dates.LAST_DAY_BEFORE_DATA_ACT,
    ),
    _myth(
        3,
        statement="Myth: what one organisation collected cannot go to another.",
        when=no("compatible_purpose"),
        met="What your organisation collected can go to another unless the purposes are incompatible, and since 5 February "
        "2026 safeguarding a child or an adult at risk counts as compatible.",
        source="gdpr.annex2",
        since=dates.DATA_ACT_2026,
        supersedes="myth.3",
    ),
    _myth(
        4,
        statement="Myth: the duty of confidence and the Human Rights Act prevent sharing.",
        when=yes("given_in_confidence") & ~surely(AGREED),
        met="Confidence and human rights do not prevent sharing: they are weighed. Agreement, the person's overwhelming "
        "interest, the public interest, or an order or law can justify it.",
        source="wt2018.myth4",
    ),
    _myth(
        5,
        statement="Myth: IT systems are a barrier, or can do it for you.",
        when=no("channel_secure") | yes("rests_on_system"),
        met="Systems help, and your judgement is what matters most. If a system stands in the way, use the telephone.",
        source="wt2018.myth5",
    ),
)

ALL_CASES = RISK | IN_NEED | BELOW

GOLDEN_2018: tuple[Rule, ...] = (
    _golden(2018, 1, "2018 rule 1: data protection and human rights law are a framework, not a barrier.", HESITATES),
    _golden(
        2018,
        2,
        "2018 rule 2: be open and honest from the outset about why, what, how and with whom, and seek agreement, unless "
        "that is unsafe or inappropriate.",
        ALL_CASES & ~surely(DANGER) & ~surely(yes("telling_raises_risk")),
    ),
    _golden(
        2018, 3, "2018 rule 3: in doubt seek advice, without identifying the person where possible.", yes("in_doubt")
    ),
    _golden(
        2018,
        4,
        "2018 rule 4: share with consent where appropriate, respect a refusal where possible, and share without it if in "
        "your judgement there is a lawful basis such as safety.",
        REFUSED | NOT_ASKED,
    ),
    _golden(
        2018, 5, "2018 rule 5: consider the safety and well-being of the person and of others affected.", ALL_CASES
    ),
    _golden(
        2018,
        6,
        "2018 rule 6: necessary, proportionate, relevant, adequate, accurate, timely and secure.",
        ALL_CASES & ~surely(DANGER),
    ),
    _golden(2018, 7, "2018 rule 7: record your decision and your reasons, whether you share or not.", ALL_CASES),
)

GOLDEN_2024: tuple[Rule, ...] = (
    _golden(
        2024,
        1,
        "2024 rule 1: all children have a right to be protected, and that outranks the privacy of those failing them.",
        RISK & FOR_A_CHILD,
    ),
    _golden(
        2024,
        2,
        "2024 rule 2: where practicable and safe, talk with the child and carers about who, what and why.",
        ALL_CASES & ~surely(DANGER) & ~surely(yes("telling_raises_risk")) & ~surely(one_of("protected", "adult")),
    ),
    _golden(
        2024,
        3,
        "2024 rule 3: consent is not needed where a child is at risk or seems to be; a lawful basis is. Consider "
        "objections.",
        RISK & FOR_A_CHILD,
    ),
    _golden(
        2024,
        4,
        "2024 rule 4: seek advice promptly when unsure, and do not leave a child at risk for fear of criticism.",
        yes("in_doubt"),
    ),
    _golden(
        2024,
        5,
        "2024 rule 5: sender and recipient protect the identity of anyone who might suffer harm if known to an abuser.",
        yes("identifies_source")
        | yes("address_protected")
        | yes("recipient_is_protected_from")
        | one_of("concern_kind", "domestic_abuse", "honour_based"),
    ),
    _golden(
        2024,
        6,
        "2024 rule 6: only relevant and accurate information, only to those with a role, only what they need; rarely a "
        "whole record.",
        ALL_CASES & ~surely(DANGER),
    ),
    _golden(
        2024,
        7,
        "2024 rule 7: record your reasons either way; be ready to explain a refusal, and reconsider it.",
        ALL_CASES,
    ),
)

RULES: tuple[Rule, ...] = MYTHS + GOLDEN_2018 + GOLDEN_2024
