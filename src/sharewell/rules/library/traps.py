"""The traps: where a hurried reading of the law, or a naive system, gives dangerous advice."""

from dataclasses import dataclass

from sharewell.rules.citations import SOURCES, Source


@dataclass(frozen=True, slots=True)
class Trap:
    """A mistake that is easily made, what to do instead, and the rules that keep the guide from making it."""

    number: int
    title: str
    instead: str
    source: str
    rules: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give the name it is known by."""
        return f"T{self.number}"

    @property
    def cited(self) -> Source:
        """Give the source."""
        return SOURCES[self.source]


def _traps(*told: tuple[str, str, str, tuple[str, ...]]) -> tuple[Trap, ...]:
    return tuple(Trap(number, *one) for number, one in enumerate(told, start=1))


TRAPS: tuple[Trap, ...] = _traps(
    (
        "Waiting for consent where someone may come to harm",
        "At risk of significant harm share what is needed now. A form without a signature never stops you.",
        "advice2018.when",
        ("recommend.harm", "danger.no-waiting-for-consent", "consent.seek.no-danger"),
    ),
    (
        "Asking “do you consent?” when you will share anyway",
        "That misleads. Tell them what you will do, if that is safe. A refusal is not the end of the question either.",
        "ico.consent",
        ("consent.seek.would-anyway", "consent.not-misleading", "consent.refusal.harm"),
    ),
    (
        "“No consent needed”, so anything goes",
        (
            "Below risk of harm you need a reason, a purpose and a proportionate amount. A council that gathered information "
            "about a family on an anonymous letter, without a proper basis, acted unlawfully."
        ),
        "haringey",
        ("consent.no-need-is-not-anything-goes", "recommend.no-concern", "recommend.reasons-first"),
    ),
    (
        "Quoting the rules of 2018, or a law before its day",
        "Look at the date. What is announced, in draft or not commenced may be known, and is never relied on.",
        "ca2004.16la",
        ("duty.s16la", "duty.csa", "golden.2024.1"),
    ),
    (
        "Legitimate interests for a council, the NHS or the police",
        (
            "A public authority rests its tasks on public task or a legal obligation. Recognised legitimate interest is for "
            "others, such as charities."
        ),
        "gdpr.6.ea.public",
        ("basis.no-recognised-interest-for-public-tasks", "basis.no-legitimate-interests-for-public-tasks"),
    ),
    (
        "Paragraph 18 for every case",
        (
            "Look at its four limbs, for the person the information is about. It does not fit an adult without care needs, a "
            "simple refusal, an unborn child, or somebody who has just turned 18."
        ),
        "dpa.sch1.18",
        ("limb.18.adult", "limb.18.refusal", "limb.18.unborn", "limb.18.eighteen", "consent.limb-per-person"),
    ),
    (
        "Vital interests where the person can be asked",
        "The condition of vital interests is for somebody who cannot consent, by law or by nature.",
        "gdpr.9.c",
        ("condition.vital-interests", "condition.vital-interests-not-if-able"),
    ),
    (
        "Telling a parent, or the one who may have done it, automatically",
        "Letters, portals, receipts and messages can warn the wrong person. A person decides who is told, when and how.",
        "advice2024.rule2",
        ("telling.never-automatic", "openness.not-yet", "telling.domestic-abuse"),
    ),
    (
        "Giving a protected address away by the side door",
        "A school, a surgery, a letterhead, a map or a brother's record can show it. Look through everything.",
        "protected-address",
        ("held.never-to-the-one", "held.protected-place", "third.linked-records", "trim.place"),
    ),
    (
        "Showing who raised the worry, or where intelligence came from",
        "Hold it back, in chronologies and in answers to a request for access too.",
        "dpa.sch2.16",
        ("held.source", "bar.source-of-intelligence", "trim.source-2024", "third.who-reported"),
    ),
    (
        "The whole file, to be safe",
        "It is not safe. Take out what is not needed for the purpose. Rarely is a whole record needed.",
        "advice2024.rule6",
        ("trim.whole-record", "test.proportionate"),
    ),
    (
        "Taking out the one thing that matters",
        "Too little is a failure too. A known risk, such as a previous partner's violence, is not trimmed away.",
        "advice2018.when",
        ("adequate.known-risk", "test.adequate"),
    ),
    (
        "“No answer, no flag, no match: so all is well”",
        "It means that nobody knows. Ask again, or ask somebody else.",
        "practice",
        ("human.silence-is-no-reassurance", "human.a-system-only-prompts"),
    ),
    (
        "Two records that look alike become one person",
        "A person confirms, with a reason, and it can be undone. A number that passes its check can still be somebody else's.",
        "practice",
        ("human.no-machine-decides", "human.a-system-only-prompts"),
    ),
    (
        "The hub's colour clock instead of the one working day",
        "They are two clocks. Bank holidays, nights and the change to summer time are counted as they are.",
        "wt2018.one-day",
        ("danger.one-working-day", "danger.out-of-hours"),
    ),
    (
        "Refusing everything because a part must be held back",
        "Take that part out and give the rest. To a survivor a flat “no” can do harm.",
        "dpa.sch2.16",
        ("third.redact-not-refuse", "recommend.the-person"),
    ),
    (
        "Passing on family court papers or covert intelligence",
        "They are not yours to pass on without the court or the originator. What you know yourself can go.",
        "fpr",
        ("bar.court-papers", "bar.originator", "bar.share-what-you-know", "bar.ask-the-court"),
    ),
    (
        "Deleting on the day although there is a hold; or keeping for ever",
        "A hold comes before the schedule. What is kept for ever has a day on which it is looked at again.",
        "advice2018.recording",
        ("record.retention",),
    ),
    (
        "Correcting your record and telling nobody",
        "Everybody who was given the wrong fact is told.",
        "gdpr.19",
        ("record.corrections",),
    ),
    (
        "A score instead of reasons, or a colour alone",
        "Reasons in words, and a person who answers for them.",
        "gdpr.22",
        ("human.no-machine-decides",),
    ),
    (
        "A parent may have everything; a young person has no say",
        (
            "A parent's right has limits where a child may be harmed. A young person who understands the decision has a say, "
            "often the say."
        ),
        "dpa.sch3.21",
        ("third.parent-and-abuse-data", "consent.who.gillick", "consent.refusal.competent-young-person"),
    ),
    (
        "Section 45 for any request about an adult",
        "Only the board's own request, with its conditions met, binds. A social worker's request is another thing.",
        "care.45",
        ("duty.s45", "power.s42-is-not-s45", "power.s45-only-the-board"),
    ),
    (
        "“Section 115 says you must”",
        "It is a power to share with certain bodies, not a duty, and it sets no other law aside.",
        "cda.115",
        ("power.s115",),
    ),
    (
        "A rule without its date",
        "Every rule here carries its dates, and printed advice carries the version of the rules. Look before you lean on it.",
        "practice",
        (),
    ),
    (
        "Writing the secret into the note about the secret",
        "Note that a place or a name was held back. Do not write it there.",
        "practice",
        ("third.secret-in-the-log",),
    ),
    (
        "“They have died, so anything goes”",
        "Data protection law is about the living. A confidence can outlast a life, and the family is alive.",
        "gdpr.deceased",
        ("basis.deceased", "confidence.deceased"),
    ),
    (
        "“There is no sharing agreement, so we cannot”",
        "An agreement helps with regular sharing. Its absence forbids nothing in one case.",
        "ico.no-agreement",
        ("agreement.not-needed",),
    ),
    (
        "England's rules for Wales, Scotland or Northern Ireland",
        "Their duties and guidance are their own. In danger, share; then ask there.",
        "cross-border",
        ("cross-border", "cross-border.abroad"),
    ),
)
