"""Information about offences, and the police's own regime: Article 10, Schedule 1, Part 3."""

from sharewell.rules import dates
from sharewell.rules.expressions import one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import AGREED, ALIVE, DANGER, LISTED_REASON, NEEDED, PROTECTIVE_PURPOSE

CRIMINAL = yes("criminal_data") & ALIVE
POLICE_SEND = one_of("sender_body", "police")
TO_POLICE = one_of("recipient_role", "police")
PART_3 = POLICE_SEND & yes("law_enforcement_purpose")

RULES: tuple[Rule, ...] = (
    Rule(
        id="criminal.official-authority",
        part=Part.CRIMINAL,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Information about offences is used under official authority, or a Schedule 1 condition (Article 10).",
        met="Article 10 is met: your body acts under official authority.",
        ask="Article 10: say what body you work for.",
        applies=CRIMINAL,
        when=one_of("sender_body", "police", "probation", "youth_justice"),
        source="gdpr.10",
    ),
    Rule(
        id="criminal.schedule-1",
        part=Part.CRIMINAL,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="A body without official authority needs a condition of Schedule 1 for information about offences.",
        met="Article 10 is met by Schedule 1 paragraph 18 or 10: protecting someone, or preventing a crime. For "
        "information about offences the substantial public interest limb need not be shown (paragraph 36).",
        ask="For information about offences a Schedule 1 condition is needed: say what it is for and why consent is not "
        "relied on.",
        not_met="No Schedule 1 condition fits the information about offences yet. Ask your information governance lead.",
        applies=CRIMINAL & ~one_of("sender_body", "police", "probation", "youth_justice"),
        when=NEEDED
        & ((PROTECTIVE_PURPOSE & LISTED_REASON) | (one_of("purpose", "prevent_crime") & (TO_POLICE | LISTED_REASON))),
        source="dpa.sch1.36",
    ),
    Rule(
        id="criminal.part-3-conditions",
        part=Part.CRIMINAL,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Information about offences may also be used with consent, to protect vital interests, or for legal claims "
        "(Schedule 1 Part 3).",
        met="Article 10 is also met by Schedule 1 Part 3: the person agrees, a life is at stake, or it is for legal claims.",
        applies=CRIMINAL,
        when=AGREED | DANGER | (one_of("purpose", "court") & NEEDED),
        source="dpa.sch1.part3",
    ),
    Rule(
        id="criminal.allegation",
        part=Part.CRIMINAL,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="An allegation is not a finding; say where it stands.",
        met="It is an allegation. Say so, say where the enquiry stands, and never write it as if it were proved.",
        when=CRIMINAL & one_of("item_kind", "allegation"),
        source="dpa.part3.38",
    ),
    Rule(
        id="police.part3-leaving",
        part=Part.POLICE,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Police information held for law enforcement serves safeguarding only where the law authorises it; then "
        "the ordinary rules apply to the sharing.",
        met="The law authorises using this for safeguarding. The sharing itself is under the ordinary rules: name the "
        "Article 6 basis and the conditions.",
        not_met="No law authorises using this for safeguarding yet. Ask your force's information management lead.",
        ask="It is held for law enforcement (Part 3). Which law or common law power lets you use it for safeguarding?",
        applies=PART_3,
        when=yes("authorised_by_law"),
        source="dpa.part3",
    ),
    Rule(
        id="police.fact-and-assessment",
        part=Part.POLICE,
        effect=Effect.REQUIRE,
        since=dates.GDPR,
        statement="Under Part 3 facts are told apart from personal assessments, and suspects, victims and witnesses kept "
        "apart.",
        met="Tell fact from personal assessment, and say whether the person is suspect, convicted, victim or witness.",
        when=POLICE_SEND,
        source="dpa.part3.38",
    ),
    Rule(
        id="police.giving-to-police",
        part=Part.POLICE,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="A body that gives information to the police stays under the ordinary rules; a police request should be "
        "specific and is usually no order.",
        met="You stay under the ordinary rules when you give information to the police. Their request should be specific; "
        "unless it is an order you decide.",
        when=TO_POLICE & ~POLICE_SEND,
        source="police-request",
    ),
    Rule(
        id="police.schedule-2",
        part=Part.TELLING,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Telling the person can be left out so far as it would be likely to prejudice preventing or detecting "
        "crime; case by case.",
        met="You need not tell the person so far as that would be likely to prejudice the police. Judge it for this case, "
        "and note it.",
        when=(TO_POLICE | yes("ongoing_police_enquiry")) & yes("telling_raises_risk"),
        source="dpa.sch2.2",
    ),
)
