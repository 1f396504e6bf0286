"""Guidance and practice: local pages, the advice to practitioners, Working Together, the regulator, the professions."""

from sharewell.rules.sources.source import ICO, Row

_A18 = (
    "Information sharing: advice for practitioners (Department for Education)",
    "July 2018",
    "https://www.gov.uk/government/publications/safeguarding-practitioners-information-sharing-advice",
)
_A24 = (
    "Information sharing: advice for practitioners (Department for Education)",
    "April 2024, corrected 1 May 2024",
    "https://www.gov.uk/government/publications/safeguarding-practitioners-information-sharing-advice",
)
_YORK = ("Local information sharing page", "2018", "https://www.saferchildrenyork.org.uk/")
_WT18 = (
    "Working Together to Safeguard Children",
    "2018, updated December 2020",
    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)
_WT23 = ("Working Together to Safeguard Children", "December 2023", _WT18[2])
_WT26 = ("Working Together to Safeguard Children", "2026", _WT18[2])
_ICO10 = (
    "A 10 step guide to sharing information to safeguard children (ICO)",
    "14 September 2023",
    ICO + "uk-gdpr-guidance-and-resources/data-sharing/a-10-step-guide-to-sharing-information-to-safeguard-children",
)
_CODE = (
    "Data sharing code of practice (ICO)",
    "5 October 2021",
    ICO + "uk-gdpr-guidance-and-resources/data-sharing/data-sharing-a-code-of-practice/",
)
_CALD = (
    "The Caldicott principles (National Data Guardian)",
    "8 December 2020",
    "https://www.gov.uk/government/publications/the-caldicott-principles",
)
_SCIE = ("Safeguarding adults: sharing information (SCIE)", "2015 on", "https://www.scie.org.uk/safeguarding/adults/")
_FIELD = (
    "Practice of the field",
    "undated",
    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)

TABLE: tuple[Row, ...] = (
    ("york.emergency", _YORK, "last paragraph: call 999", "seen"),
    ("york.consent", _YORK, "opening paragraph; what to share", "seen"),
    ("york.social-worker", _YORK, "do not let anything delay advice from a social worker", "seen"),
    ("york.contacts", _YORK, "contacts of the hub", "seen"),
    ("york.police-form", _YORK, "partnership information sharing form", "seen"),
    ("out-of-hours", ("Concerned about a child (York)", "2014", _YORK[2]), "emergency duty team", "secondary"),
    ("advice2018.when", _A18, "when to share", "secondary"),
    ("advice2018.rule1", _A18, "golden rule 1", "secondary"),
    ("advice2018.rule2", _A18, "golden rule 2", "secondary"),
    ("advice2018.rule3", _A18, "golden rule 3", "secondary"),
    ("advice2018.rule4", _A18, "golden rule 4", "secondary"),
    ("advice2018.rule5", _A18, "golden rule 5", "secondary"),
    ("advice2018.others", _A18, "golden rules 5 and 6: others affected; only those who need it", "secondary"),
    ("advice2018.rule6", _A18, "golden rule 6", "secondary"),
    ("advice2018.rule7", _A18, "golden rule 7", "secondary"),
    ("advice2018.amount", _A18, "how much to share", "secondary"),
    ("advice2018.flowchart", _A18, "flowchart of when and how to share", "recalled"),
    ("confidence", _A18, "common law duty of confidence", "secondary"),
    ("advice2018.recording", _A18, "recording", "secondary"),
    ("wt2018.myth1", _WT18, "myth 1: data protection is a barrier", "secondary"),
    ("wt2018.myth2", _WT18, "myth 2: consent is always needed", "secondary"),
    ("wt2018.myth3", _WT18, "myth 3: one organisation's data cannot go to another", "secondary"),
    ("wt2018.myth4", _WT18, "myth 4: confidence and human rights prevent it", "secondary"),
    ("wt2018.myth5", _WT18, "myth 5: IT is a barrier", "secondary"),
    ("wt2018.consent2020", _WT18, "December 2020 update: consent not needed; public task", "secondary"),
    ("wt2018.one-day", _WT18, "chapter 1: decision within one working day", "recalled"),
    ("wt2023.one-day", _WT23, "decision within one working day; paragraph not seen", "recalled"),
    ("wt2023.adults", _WT23, "chapter 1: information about adults with whom a child has contact", "secondary"),
    ("wt2026", _WT26, "as a whole; paragraph numbers not seen", "secondary"),
    ("wt2026.one-day", _WT26, "decision within one working day; taken as unchanged, not checked", "recalled"),
    ("advice2024.rule1", _A24, "golden rule 1", "secondary"),
    ("advice2024.rule2", _A24, "golden rule 2", "secondary"),
    ("advice2024.rule3", _A24, "golden rule 3", "secondary"),
    ("advice2024.rule4", _A24, "golden rule 4", "secondary"),
    ("advice2024.rule5", _A24, "golden rule 5", "secondary"),
    ("advice2024.rule6", _A24, "golden rule 6", "secondary"),
    ("advice2024.rule7", _A24, "golden rule 7", "secondary"),
    ("advice2024.bases", _A24, "lawful bases", "recalled"),
    ("advice2024.law", _A24, "how the legal framework supports sharing; confidence and human rights", "recalled"),
    ("advice2024.threshold", _A24, "sharing below the threshold for services; agreement to services", "secondary"),
    (
        "ca2004.16la.draft",
        (
            "Draft statutory guidance on the duty to share",
            "2 June 2026, consultation",
            "https://www.gov.uk/search/policy-papers-and-consultations",
        ),
        "as a whole",
        "secondary",
    ),
    (
        "handling",
        (
            "Intelligence management (College of Policing)",
            "undated",
            "https://www.college.police.uk/app/intelligence-management",
        ),
        "handling code C; originator control",
        "secondary",
    ),
    (
        "protected-address",
        (
            "Restricting access to a patient's demographic record (NHS England)",
            "undated",
            "https://digital.nhs.uk/services/demographics/restricting-access-to-a-patients-demographic-record",
        ),
        "sensitive flag",
        "secondary",
    ),
    (
        "under-13",
        ("RCGP and GMC guidance for young people", "undated", "https://www.gmc-uk.org/"),
        "sexual activity under 13",
        "secondary",
    ),
    ("adult-refusal", _SCIE, "if a person does not want information shared", "secondary"),
    ("caldicott", _CALD, "the eight principles", "secondary"),
    ("caldicott.7", ("The Caldicott principles", "September 2013", _CALD[2]), "the seven principles", "recalled"),
    ("honest-asking", _FIELD, "consent is not asked for when the answer will not count", "recalled"),
    ("no-agreement", _FIELD, "urgent sharing needs no agreement between organisations", "recalled"),
    ("police-request", _FIELD, "a police request is weighed, and is usually no order", "recalled"),
    ("ico.ten-steps", _ICO10, "steps 1 to 10", "secondary"),
    ("ico.no-agreement", _ICO10, "step 6: sharing without an agreement", "secondary"),
    ("ico.consent", _ICO10, "do not ask for consent when you will share anyway", "recalled"),
    ("ico.request", _CODE, "annex B: data sharing request", "seen"),
    ("ico.police", _CODE, "law enforcement processing", "seen"),
    (
        "referral-mechanism",
        (
            "National referral mechanism guidance (Home Office)",
            "undated",
            "https://www.gov.uk/government/publications/human-trafficking-victims-referral-and-assessment-forms",
        ),
        "consent of adults; children",
        "recalled",
    ),
    ("cross-border", _FIELD, "the duties and guidance are England's", "recalled"),
    ("practice", _FIELD, "good practice, drawn from the sources cited beside it", "recalled"),
    (
        "lado",
        ("Working Together; Keeping children safe in education", "2018 on", _WT18[2]),
        "allegations against staff",
        "recalled",
    ),
    (
        "fii",
        (
            "Perplexing presentations and fabricated or induced illness (RCPCH)",
            "2021",
            "https://childprotection.rcpch.ac.uk/",
        ),
        "whom to tell, and when",
        "recalled",
    ),
    (
        "honour-based",
        (
            "Multi-agency statutory guidance on forced marriage",
            "2014 on",
            "https://www.gov.uk/guidance/forced-marriage",
        ),
        "one chance rule",
        "recalled",
    ),
)
