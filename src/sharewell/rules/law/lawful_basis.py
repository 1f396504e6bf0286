"""The lawful bases of Article 6, as they bear on safeguarding."""

from sharewell.rules import dates
from sharewell.rules.expressions import AnyMet, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    A_REQUEST,
    ADULT_AT_RISK,
    AGREED,
    ALIVE,
    ASKED_AND_AGREED,
    DANGER,
    FOR_A_CHILD,
    HARM,
    NEEDED,
    PROTECTIVE_PURPOSE,
    PUBLIC,
    RISK,
    ground,
    surely,
)

PUBLIC_WORK = PUBLIC & ~one_of("purpose", "curiosity")
STATES_A_PUBLIC_TASK = ground("s47", "s17", "s27", "s10", "s16H", "s42", "s45", "police_enquiry")
IN_NEED_OF_PROTECTION = FOR_A_CHILD | ADULT_AT_RISK

RULES: tuple[Rule, ...] = (
    Rule(
        id="basis.legal-obligation",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Legal obligation, Article 6(1)(c): an order or a law obliges you. Guidance alone does not.",
        met="Legal obligation (Article 6(1)(c)): a law obliges you to share this. Name the law in your record.",
        applies=ALIVE,
        when=AnyMet(Part.DUTY),
        source="gdpr.6.c",
    ),
    Rule(
        id="basis.public-task",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Public task, Article 6(1)(e): necessary for a task in the public interest with a basis in law.",
        met="Public task (Article 6(1)(e)) fits: your body safeguards under the Children Acts or the Care Act, and this "
        "is needed for it.",
        not_met="Public task (Article 6(1)(e)) does not fit: your body does not act as a public authority here, or it is "
        "not needed.",
        ask="Public task (Article 6(1)(e)) may fit: say what body you work for and whether this is needed.",
        applies=ALIVE,
        when=PUBLIC_WORK & NEEDED,
        source="gdpr.6.e",
    ),
    Rule(
        id="basis.vital-interests",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Vital interests, Article 6(1)(d): to save a life, once. It is not for routine sharing.",
        met="Vital interests (Article 6(1)(d)) fits: someone's life or safety is in danger now.",
        applies=ALIVE,
        when=DANGER,
        source="gdpr.6.d",
    ),
    Rule(
        id="basis.recognised-legitimate-interest",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.DATA_ACT_2026,
        statement="Recognised legitimate interest, Article 6(1)(ea): necessary to safeguard someone under 18 or an adult at "
        "risk. For bodies that are not public authorities; no balancing test.",
        met="Recognised legitimate interest (Article 6(1)(ea)) fits: your body is not a public authority and this is "
        "needed to safeguard a child or an adult at risk. No balancing test is needed.",
        ask="Recognised legitimate interest (Article 6(1)(ea)) may fit a body that is not a public authority: say whom it "
        "keeps safe and whether it is needed.",
        applies=~PUBLIC & ALIVE,
        when=~PUBLIC & NEEDED & PROTECTIVE_PURPOSE & IN_NEED_OF_PROTECTION & ~one_of("protected", "unborn"),
        source="gdpr.annex1",
    ),
    Rule(
        id="basis.recognised-legitimate-interest.request",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.DATA_ACT_2026,
        statement="Recognised legitimate interest also covers answering a public body that says in its request that it needs "
        "the information for its public task. For bodies that are not public authorities.",
        met="Recognised legitimate interest (Article 6(1)(ea)) fits this answer too: the public body says in its request that "
        "it needs it for its task, and your body is not a public authority.",
        applies=~PUBLIC & ALIVE & A_REQUEST,
        when=~PUBLIC & NEEDED & A_REQUEST & STATES_A_PUBLIC_TASK & yes("request_is_specific"),
        source="gdpr.annex1",
    ),
    Rule(
        id="basis.recognised-legitimate-interest.crime",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.DATA_ACT_2026,
        statement="Recognised legitimate interest also covers emergencies and crime. For bodies that are not public "
        "authorities.",
        met="Recognised legitimate interest (Article 6(1)(ea)) fits an emergency, or preventing or detecting crime: your body "
        "is not a public authority.",
        applies=~PUBLIC & ALIVE,
        when=~PUBLIC & NEEDED & (DANGER | one_of("purpose", "prevent_crime")),
        source="gdpr.annex1",
    ),
    Rule(
        id="basis.no-recognised-interest-for-public-tasks",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        since=dates.DATA_ACT_2026,
        statement="A public authority does not rest its tasks on recognised legitimate interest.",
        met="Do not give recognised legitimate interest as the basis: your body is a public authority and this is its task.",
        when=PUBLIC,
        source="gdpr.annex1.public",
    ),
    Rule(
        id="basis.legitimate-interests",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Legitimate interests, Article 6(1)(f): for bodies that are not public authorities, after a three-part "
        "test: is the aim legitimate, is sharing needed, and do the person's interests not override it?",
        met="Legitimate interests (Article 6(1)(f)) fits a body like yours: note the aim, the need and the balance.",
        ask="Legitimate interests (Article 6(1)(f)) may fit a body that is not a public authority.",
        applies=~PUBLIC & ALIVE,
        when=~PUBLIC & NEEDED & ~one_of("purpose", "curiosity"),
        source="gdpr.6.f",
    ),
    Rule(
        id="basis.no-legitimate-interests-for-public-tasks",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        since=dates.GDPR,
        statement="A public authority does not rest its tasks on legitimate interests.",
        met="Do not give legitimate interests as the basis: your body is a public authority and this is its task.",
        when=PUBLIC,
        source="gdpr.6.f",
    ),
    Rule(
        id="basis.consent",
        part=Part.BASIS,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Consent, Article 6(1)(a): only where a refusal would truly be respected.",
        met="Consent (Article 6(1)(a)) can be the basis: it is explicit, free, and a refusal would have been respected.",
        not_met="Consent (Article 6(1)(a)) is not the basis here: it is not explicit and free, or it would be shared all the same, as at risk of harm or where a law "
        "obliges you.",
        ask="Consent (Article 6(1)(a)) can be the basis only if it is explicit, free, and a refusal would be respected.",
        applies=ASKED_AND_AGREED & ALIVE,
        when=AGREED & no("would_share_anyway") & ~RISK & ~surely(AnyMet(Part.DUTY)),
        source="gdpr.6.a",
    ),
    Rule(
        id="basis.consent-not-the-default",
        part=Part.CONSENT,
        effect=Effect.WARN,
        since=dates.ADVICE_2024,
        statement="Consent should not be the default basis in child safeguarding: a body in a position of power rarely "
        "obtains it freely.",
        met="Consent is seldom the right lawful basis in safeguarding. Rest on the basis named here, and be open.",
        when=FOR_A_CHILD & (HARM | one_of("level_of_concern", "in_need")),
        source="advice2024.bases",
    ),
    Rule(
        id="basis.deceased",
        part=Part.BASIS,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Data protection law is about living people; a confidence can outlast a life.",
        met="The person has died: data protection law no longer covers their information, but a confidence may still "
        "bind, and the living named in it are covered.",
        when=yes("subject_deceased"),
        source="gdpr.deceased",
    ),
)
