"""The 5 W's of sharing information, in our own words, with what has changed since they were written in 2018."""

from sharewell.rules.library.entry import Entry

FIVE_WS: tuple[Entry, ...] = (
    Entry(
        "what",
        "What is information sharing?",
        (
            (
                "Each organisation has arrangements that say how it shares information inside and with others. They cover those "
                "who do social care work for a council, and the safeguarding partners."
            ),
            "If yours has none, that is to be put right. It is no reason to hold back what would keep someone safe.",
        ),
        "advice2018.when",
        ("power.s11", "power.s10"),
    ),
    Entry(
        "when",
        "When?",
        (
            "In time: a chance to protect a child must not be missed. Share enough to act on, and think how urgent it is.",
            "In an emergency do not seek agreement where the delay would put somebody at more risk.",
        ),
        "advice2018.when",
        ("recommend.danger", "recommend.harm", "speed.today", "danger.no-waiting-for-consent"),
    ),
    Entry(
        "where",
        "Where?",
        (
            (
                "Where organisations meet, such as a multi-agency safeguarding hub, each adding its piece, so that decisions are "
                "made in the child's interest."
            ),
            "It is defined who is accountable for each decision. Here one named person is, at every moment.",
        ),
        "advice2018.when",
        ("route.safeguarding", "danger.one-working-day", "risk.not-sharing.picture"),
    ),
    Entry(
        "why",
        "Why?",
        (
            (
                "Reviews of what went wrong name it again and again: somebody knew a piece, and nobody had the picture. Sharing "
                "can be the difference between life and death."
            ),
            "Fear of sharing must not stand in the way. Nobody may assume that somebody else will pass it on.",
        ),
        "advice2018.when",
        ("risk.not-sharing.death", "risk.not-sharing.nobody-else"),
    ),
    Entry(
        "by-whom",
        "By whom?",
        (
            (
                "By everybody who works with children and families: it is part of the job. How much, with whom and when are the "
                "decisions that matter."
            ),
            "Early sharing brings help while a need is small and can be met.",
        ),
        "advice2018.when",
        ("risk.not-sharing.later", "recommend.in-need", "recommend.seek-agreement"),
    ),
    Entry(
        "recorded",
        "And written down, either way",
        (
            (
                "Record every decision, whether you share or not. If you share: what, with whom, and why. If you do not: why not, "
                "and talk about it with the one who asked."
            ),
            (
                "Keep it as long as your retention policy says and no longer. If for ever, which is rare, look at it again at "
                "set times."
            ),
        ),
        "advice2018.recording",
        ("record.decision", "record.what-with-whom", "record.not-sharing", "record.retention"),
    ),
    Entry(
        "not-too-much",
        "But not too much",
        (
            (
                "Share what is needed for the purpose, in proportion to the need and the risk. Think of what it does to the child, "
                "the family and others named in it."
            ),
            "And not too little: a risk that you know of and leave out can do as much harm.",
        ),
        "advice2018.amount",
        ("test.proportionate", "trim.whole-record", "test.adequate", "adequate.known-risk"),
    ),
)

# What training of 2018 taught, and what is so now.
NO_LONGER_SO: tuple[Entry, ...] = (
    Entry(
        "with-consent",
        "“Share with the hub with consent”",
        (
            (
                "Below risk of harm, talk with the family and seek their agreement: it is right and it works better. At risk of "
                "harm agreement is not required, and the lack of it never stops you."
            ),
        ),
        "wt2018.consent2020",
        ("recommend.harm", "recommend.in-need", "recommend.seek-agreement", "consent.refusal.harm"),
    ),
    Entry(
        "gdpr",
        "“The GDPR says”",
        (
            "It is the UK GDPR since 1 January 2021, changed by the Data (Use and Access) Act 2025 from 5 February 2026.",
        ),
        "gdpr.5",
        ("purpose.safeguarding-deemed-compatible", "basis.recognised-legitimate-interest"),
    ),
    Entry(
        "section-11",
        "“Schools, charities and clubs are bound by section 11”",
        (
            (
                "Section 11 of the Children Act 2004 names a closed list: councils, NHS bodies, the police, probation, youth "
                "justice, prisons and some others. Schools have their own duty in the Education Act 2002. Charities, faith "
                "bodies and clubs are expected to do the same by guidance."
            ),
        ),
        "ca2004.11",
        ("power.s11", "power.education"),
    ),
    Entry(
        "bodies",
        "“Clinical commissioning groups, Public Health England”",
        (
            (
                "Integrated care boards since 1 July 2022; the UK Health Security Agency and others since 1 October 2021. "
                "Community rehabilitation companies ended in June 2021. These days are from memory: check them."
            ),
        ),
        "practice",
    ),
    Entry(
        "section-45",
        "“Everybody must give the adults board whatever it asks”",
        (
            (
                "Section 45 of the Care Act 2014 binds only where its conditions are met: the board asks in order to do its own "
                "work, you are likely to know something relevant, and it is about you, your work or somebody you serve. The "
                "board may use it only for that work."
            ),
        ),
        "care.45",
        ("duty.s45", "power.s45-only-the-board", "power.s42-is-not-s45"),
    ),
    Entry(
        "explicit-consent",
        "“Consent must be explicit and freely given”",
        (
            (
                "So it must, where you rely on it. A public body with power over people rarely gets it freely, and since 2024 the "
                "advice is that it should not be the usual ground for safeguarding children."
            ),
        ),
        "advice2024.rule3",
        ("basis.consent", "basis.consent-not-the-default", "condition.explicit-consent"),
    ),
    Entry(
        "rules-of-2018",
        "“The seven golden rules” of July 2018",
        (
            (
                "They were recast on 19 April 2024: protection first, being open kept apart from consent, identities protected, "
                "rarely a whole record, look again when somebody brings something new. Old decisions are read under the old ones."
            ),
        ),
        "advice2024.rule1",
        ("golden.2024.1", "golden.2024.3", "golden.2024.5"),
    ),
)
