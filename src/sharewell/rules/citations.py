"""The sources of the rules: document, paragraph, date, public address, and how well each was verified.

``verified``: ``seen`` (read in a copy of the source itself), ``secondary`` (read in somebody's account of it), ``recalled``
(from memory; a lawyer should check it before anybody leans on it).
"""

from dataclasses import dataclass
from datetime import date

from sharewell.rules import dates

LAW = "https://www.legislation.gov.uk/"
ICO = "https://ico.org.uk/for-organisations/"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    id: str
    document: str
    paragraph: str
    dated: str
    address: str
    verified: str

    def document_on(self, on: date) -> str:
        """Give the document's name as it was on a day: the UK GDPR was the GDPR until the end of 2020."""
        return self.document if on >= dates.UK_GDPR else self.document.replace("UK GDPR", "GDPR")


VERIFIED = {
    "seen": "Read in a copy of the source",
    "secondary": "Read in an account of the source, not in the source itself",
    "recalled": "Unverified: written from memory and not yet checked against the source",
}

_DPA = ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/schedule/1")
_GDPR = ("UK GDPR", "2018, as retained 2021", LAW + "eur/2016/679")
_CA89 = ("Children Act 1989", "1989", LAW + "ukpga/1989/41")
_CA04 = ("Children Act 2004", "2004", LAW + "ukpga/2004/31")
_CARE = ("Care Act 2014", "2014", LAW + "ukpga/2014/23")
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
_WT26 = ("Working Together to Safeguard Children", "2026", _WT18[2])
_ICO10 = (
    "A 10 step guide to sharing information to safeguard children (ICO)",
    "14 September 2023",
    ICO + "uk-gdpr-guidance-and-resources/data-sharing/a-10-step-guide-to-sharing-information-to-safeguard-children",
)
_RLI = (
    "Recognised legitimate interest guidance (ICO)",
    "23 March 2026",
    ICO + "recognised-legitimate-interest-guidance/",
)
_CODE = (
    "Data sharing code of practice (ICO)",
    "5 October 2021",
    ICO + "uk-gdpr-guidance-and-resources/data-sharing/data-sharing-a-code-of-practice/",
)
_MCA = ("Mental Capacity Act 2005", "2005", LAW + "ukpga/2005/9")
_CALD = (
    "The Caldicott principles (National Data Guardian)",
    "8 December 2020",
    "https://www.gov.uk/government/publications/the-caldicott-principles",
)
_SCIE = ("Safeguarding adults: sharing information (SCIE)", "2015 on", "https://www.scie.org.uk/safeguarding/adults/")
_HRA = ("Human Rights Act 1998", "1998", LAW + "ukpga/1998/42/schedule/1")
_CWSA = ("Children's Wellbeing and Schools Act 2026", "29 April 2026", LAW + "ukpga/2026/21/section/4/enacted")
_CPA = ("Crime and Policing Act 2026", "29 April 2026", LAW + "ukpga/2026/20")
_FIELD = (
    "Practice of the field",
    "undated",
    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)

_TABLE: tuple[tuple[str, tuple[str, str, str], str, str], ...] = (
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
    ("advice2018.rule6", _A18, "golden rule 6", "secondary"),
    ("advice2018.rule7", _A18, "golden rule 7", "secondary"),
    ("advice2018.amount", _A18, "how much to share", "secondary"),
    ("advice2018.flowchart", _A18, "flowchart of when and how to share", "recalled"),
    ("advice2018.condition", _A18, "processing conditions; with or without consent", "secondary"),
    ("advice2018.human-rights", _A18, "human rights", "secondary"),
    ("advice2018.recording", _A18, "recording", "secondary"),
    ("wt2018.myth1", _WT18, "myth 1: data protection is a barrier", "secondary"),
    ("wt2018.myth2", _WT18, "myth 2: consent is always needed", "secondary"),
    ("wt2018.myth3", _WT18, "myth 3: one organisation's data cannot go to another", "secondary"),
    ("wt2018.myth4", _WT18, "myth 4: confidence and human rights prevent it", "secondary"),
    ("wt2018.myth5", _WT18, "myth 5: IT is a barrier", "secondary"),
    ("wt2018.consent2020", _WT18, "December 2020 update: consent not needed; public task", "secondary"),
    ("wt2018.one-day", _WT18, "chapter 1: decision within one working day", "recalled"),
    ("wt2026", _WT26, "as a whole; paragraph numbers not seen", "secondary"),
    ("advice2024.rule1", _A24, "golden rule 1", "secondary"),
    ("advice2024.rule2", _A24, "golden rule 2", "secondary"),
    ("advice2024.rule3", _A24, "golden rule 3", "secondary"),
    ("advice2024.rule4", _A24, "golden rule 4", "secondary"),
    ("advice2024.rule5", _A24, "golden rule 5", "secondary"),
    ("advice2024.rule6", _A24, "golden rule 6", "secondary"),
    ("advice2024.rule7", _A24, "golden rule 7", "secondary"),
    ("advice2024.bases", _A24, "lawful bases", "recalled"),
    ("gdpr.5", _GDPR, "Article 5", "secondary"),
    ("gdpr.6.a", _GDPR, "Article 6(1)(a), 7", "recalled"),
    ("gdpr.6.c", _GDPR, "Article 6(1)(c)", "recalled"),
    ("gdpr.6.d", _GDPR, "Article 6(1)(d)", "recalled"),
    ("gdpr.6.e", _GDPR, "Article 6(1)(e)", "secondary"),
    ("gdpr.6.ea", _RLI, "Article 6(1)(ea), Annex 1 paragraph 6; safeguarding condition", "secondary"),
    ("gdpr.6.ea.public", _RLI, "when recognised legitimate interest can be used; public authorities", "secondary"),
    ("gdpr.6.f", _GDPR, "Article 6(1)(f)", "recalled"),
    ("gdpr.9.a", _GDPR, "Article 9(2)(a)", "recalled"),
    ("gdpr.9.c", _GDPR, "Article 9(2)(c)", "recalled"),
    ("gdpr.9.f", _GDPR, "Article 9(2)(f)", "recalled"),
    ("gdpr.10", _GDPR, "Article 10", "secondary"),
    ("gdpr.13", _GDPR, "Articles 13 and 14", "recalled"),
    ("gdpr.15", _GDPR, "Article 15", "recalled"),
    ("gdpr.19", _GDPR, "Article 19", "recalled"),
    ("gdpr.22", _GDPR, "Article 22; from 5 February 2026 Articles 22A to 22D", "secondary"),
    (
        "gdpr.annex2",
        (
            "UK GDPR",
            "Data (Use and Access) Act 2025, in force 5 February 2026",
            ICO + "uk-gdpr-guidance-and-resources/",
        ),
        "Annex 2 paragraph 8 (safeguarding)",
        "secondary",
    ),
    ("gdpr.deceased", _GDPR, "recital 27", "recalled"),
    ("dpa.sch1.1", _DPA, "Schedule 1 paragraph 1", "seen"),
    ("dpa.sch1.2", _DPA, "Schedule 1 paragraph 2; section 11", "seen"),
    ("dpa.sch1.6", _DPA, "Schedule 1 paragraph 6", "secondary"),
    ("dpa.sch1.10", _DPA, "Schedule 1 paragraph 10", "secondary"),
    ("dpa.sch1.11", _DPA, "Schedule 1 paragraph 11", "secondary"),
    ("dpa.sch1.17", _DPA, "Schedule 1 paragraph 17", "secondary"),
    ("dpa.sch1.18", _DPA, "Schedule 1 paragraph 18", "seen"),
    ("dpa.sch1.18.1a", _DPA, "Schedule 1 paragraph 18(1)(a)", "seen"),
    ("dpa.sch1.18.1b", _DPA, "Schedule 1 paragraph 18(1)(b), (3)", "seen"),
    ("dpa.sch1.18.1c", _DPA, "Schedule 1 paragraph 18(1)(c), (2)", "seen"),
    ("dpa.sch1.18.1d", _DPA, "Schedule 1 paragraph 18(1)(d)", "seen"),
    ("dpa.sch1.19", _DPA, "Schedule 1 paragraph 19", "seen"),
    ("dpa.sch1.part4", _DPA, "Schedule 1 paragraphs 38 to 41", "recalled"),
    ("dpa.sch1.36", _DPA, "Schedule 1 paragraph 36", "recalled"),
    ("dpa.sch2.2", _DPA, "Schedule 2 paragraph 2", "secondary"),
    (
        "dpa.sch2.16",
        ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/schedule/2/part/3"),
        "Schedule 2 paragraph 16",
        "seen",
    ),
    ("dpa.sch3.21", _DPA, "Schedule 3 paragraph 21 (child abuse data)", "secondary"),
    (
        "dpa.part3",
        ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/part/3"),
        "Part 3; section 36(4)",
        "secondary",
    ),
    (
        "dpa.part3.38",
        ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/part/3"),
        "sections 38 and 62",
        "recalled",
    ),
    (
        "dpa.164a",
        ("Data Protection Act 2018", "in force 19 June 2026", LAW + "ukpga/2018/12"),
        "section 164A",
        "secondary",
    ),
    ("ca1989.17", _CA89, "section 17", "secondary"),
    ("ca1989.27", _CA89, "section 27", "recalled"),
    ("ca1989.47", _CA89, "section 47(1)", "secondary"),
    ("ca1989.47.9", _CA89, "section 47(9) to (11)", "recalled"),
    (
        "haringey",
        ("AB v Haringey [2013] EWHC 416 (Admin)", "2013", "https://www.bailii.org/ew/cases/EWHC/Admin/2013/416.html"),
        "whole judgment",
        "secondary",
    ),
    (
        "private-fostering",
        ("Children (Private Arrangements for Fostering) Regulations 2005", "2005", LAW + "uksi/2005/1533"),
        "regulations 3 to 6",
        "recalled",
    ),
    ("ca2004.10", _CA04, "section 10", "seen"),
    ("ca2004.11", _CA04, "section 11", "seen"),
    ("ca2004.16h", _CA04, "section 16H", "recalled"),
    ("ca2004.16la", _CWSA, "section 4, inserting section 16LA of the Children Act 2004", "seen"),
    ("ca2004.16lc", _CWSA, "section 4, inserting section 16LC of the Children Act 2004", "seen"),
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
    ("education.175", ("Education Act 2002", "2002", LAW + "ukpga/2002/32"), "sections 157 and 175", "recalled"),
    ("csa-reporting", _CPA, "duty to report child sexual abuse; section numbers not seen", "secondary"),
    ("cda.115", ("Crime and Disorder Act 1998", "1998", LAW + "ukpga/1998/37"), "section 115", "secondary"),
    ("fgm.5b", ("Female Genital Mutilation Act 2003", "2003", LAW + "ukpga/2003/31"), "section 5B", "recalled"),
    ("care.6", _CARE, "sections 6 and 7", "recalled"),
    ("care.42", _CARE, "section 42", "seen"),
    ("care.45", _CARE, "section 45", "seen"),
    ("hra.8", _HRA, "Article 8", "secondary"),
    (
        "christian-institute",
        (
            "Christian Institute v Lord Advocate [2016] UKSC 51",
            "2016",
            "https://www.supremecourt.uk/cases/uksc-2015-0216",
        ),
        "whole judgment",
        "recalled",
    ),
    ("confidence", _A18, "common law duty of confidence", "secondary"),
    ("fpr", ("Family Procedure Rules 2010", "2010", LAW + "uksi/2010/2955"), "rules 12.73 to 12.75", "recalled"),
    ("privilege", _DPA, "Schedule 2 paragraph 19", "recalled"),
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
    ("adoption", ("Adoption and Children Act 2002", "2002", LAW + "ukpga/2002/38"), "sections 56 to 65", "recalled"),
    (
        "special-secrecy",
        ("Gender Recognition Act 2004 and other secrecy laws", "2004", LAW + "ukpga/2004/7"),
        "section 22",
        "recalled",
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
        "gillick",
        ("Gillick v West Norfolk [1985] UKHL 7", "1985", "https://www.bailii.org/uk/cases/UKHL/1985/7.html"),
        "competence",
        "recalled",
    ),
    (
        "under-13",
        ("RCGP and GMC guidance for young people", "undated", "https://www.gmc-uk.org/"),
        "sexual activity under 13",
        "secondary",
    ),
    ("mca.1", _MCA, "section 1", "secondary"),
    ("mca.2", _MCA, "sections 2 and 3", "secondary"),
    ("adult-refusal", _SCIE, "if a person does not want information shared", "secondary"),
    ("caldicott", _CALD, "the eight principles", "secondary"),
    ("caldicott.7", ("The Caldicott principles", "September 2013", _CALD[2]), "the seven principles", "recalled"),
    ("ico.ten-steps", _ICO10, "steps 1 to 10", "secondary"),
    ("ico.no-agreement", _ICO10, "step 6: sharing without an agreement", "secondary"),
    ("ico.consent", _ICO10, "do not ask for consent when you will share anyway", "recalled"),
    ("ico.request", _CODE, "annex B: data sharing request", "seen"),
    ("ico.police", _CODE, "law enforcement processing", "seen"),
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

SOURCES: dict[str, Source] = {
    key: Source(key, document, paragraph, dated, address, verified)
    for key, (document, dated, address), paragraph, verified in _TABLE
}
