"""Every other law, and the judgments."""

from sharewell.rules.sources.source import LAW, Row

_CA89 = ("Children Act 1989", "1989", LAW + "ukpga/1989/41")
_CA04 = ("Children Act 2004", "2004", LAW + "ukpga/2004/31")
_CARE = ("Care Act 2014", "2014", LAW + "ukpga/2014/23")
_MCA = ("Mental Capacity Act 2005", "2005", LAW + "ukpga/2005/9")
_HRA = ("Human Rights Act 1998", "1998", LAW + "ukpga/1998/42/schedule/1")
_CWSA = ("Children's Wellbeing and Schools Act 2026", "29 April 2026", LAW + "ukpga/2026/21/section/4/enacted")
_CPA = ("Crime and Policing Act 2026", "29 April 2026", LAW + "ukpga/2026/20")

TABLE: tuple[Row, ...] = (
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
    ("fpr", ("Family Procedure Rules 2010", "2010", LAW + "uksi/2010/2955"), "rules 12.73 to 12.75", "recalled"),
    (
        "anonymity",
        ("Sexual Offences (Amendment) Act 1992; Children and Young Persons Act 1933", "1992", LAW + "ukpga/1992/34"),
        "anonymity of complainants and of children in proceedings",
        "recalled",
    ),
    ("adoption", ("Adoption and Children Act 2002", "2002", LAW + "ukpga/2002/38"), "sections 56 to 65", "recalled"),
    (
        "special-secrecy",
        ("Gender Recognition Act 2004 and other secrecy laws", "2004", LAW + "ukpga/2004/7"),
        "section 22",
        "recalled",
    ),
    (
        "gillick",
        ("Gillick v West Norfolk [1985] UKHL 7", "1985", "https://www.bailii.org/uk/cases/UKHL/1985/7.html"),
        "competence",
        "recalled",
    ),
    ("mca.1", _MCA, "section 1", "secondary"),
    ("mca.2", _MCA, "sections 2 and 3", "secondary"),
)
