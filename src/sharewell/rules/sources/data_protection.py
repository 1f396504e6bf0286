"""Data protection law: the UK GDPR and the Data Protection Act 2018."""

from sharewell.rules.sources.source import ICO, LAW, Row

_DPA = ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/schedule/1")
_GDPR = ("UK GDPR", "2018, as retained 2021", LAW + "eur/2016/679")
_ANNEX = ("UK GDPR", "Data (Use and Access) Act 2025, in force 5 February 2026", LAW + "ukpga/2025/18")
_RLI = (
    "Recognised legitimate interest guidance (ICO)",
    "23 March 2026",
    ICO + "recognised-legitimate-interest-guidance/",
)

TABLE: tuple[Row, ...] = (
    ("gdpr.5", _GDPR, "Article 5", "secondary"),
    ("gdpr.6.a", _GDPR, "Article 6(1)(a), 7", "recalled"),
    ("gdpr.6.c", _GDPR, "Article 6(1)(c)", "recalled"),
    ("gdpr.6.d", _GDPR, "Article 6(1)(d)", "recalled"),
    ("gdpr.6.e", _GDPR, "Article 6(1)(e)", "secondary"),
    ("gdpr.annex1", _ANNEX, "Article 6(1)(ea); Annex 1", "secondary"),
    ("gdpr.annex1.public", _ANNEX, "Article 6(1)(ea): not for public authorities in their tasks", "secondary"),
    ("gdpr.6.ea", _RLI, "Article 6(1)(ea), Annex 1 paragraph 6; safeguarding condition", "secondary"),
    ("gdpr.6.ea.public", _RLI, "when recognised legitimate interest can be used; public authorities", "secondary"),
    ("gdpr.6.f", _GDPR, "Article 6(1)(f)", "recalled"),
    ("gdpr.9.a", _GDPR, "Article 9(2)(a)", "recalled"),
    ("gdpr.9.c", _GDPR, "Article 9(2)(c)", "recalled"),
    ("gdpr.9.f", _GDPR, "Article 9(2)(f)", "recalled"),
    ("gdpr.10", _GDPR, "Article 10", "secondary"),
    ("gdpr.13", _GDPR, "Articles 13 and 14", "recalled"),
    ("gdpr.15", _GDPR, "Article 15", "recalled"),
    ("gdpr.12a", _ANNEX, "Articles 12 and 12A", "secondary"),
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
    ("dpa.sch1.7", _DPA, "Schedule 1 paragraph 7", "secondary"),
    ("dpa.sch1.10", _DPA, "Schedule 1 paragraph 10", "secondary"),
    ("dpa.sch1.11", _DPA, "Schedule 1 paragraph 11", "secondary"),
    ("dpa.sch1.17", _DPA, "Schedule 1 paragraph 17", "secondary"),
    ("dpa.sch1.18", _DPA, "Schedule 1 paragraph 18", "seen"),
    ("dpa.sch1.18.1a", _DPA, "Schedule 1 paragraph 18(1)(a)", "seen"),
    ("dpa.sch1.18.1b", _DPA, "Schedule 1 paragraph 18(1)(b), (3)", "seen"),
    ("dpa.sch1.18.1c", _DPA, "Schedule 1 paragraph 18(1)(c), (2)", "seen"),
    ("dpa.sch1.18.1d", _DPA, "Schedule 1 paragraph 18(1)(d)", "seen"),
    ("dpa.sch1.19", _DPA, "Schedule 1 paragraph 19", "seen"),
    ("dpa.sch1.part3", _DPA, "Schedule 1 paragraphs 29 to 35", "secondary"),
    ("dpa.sch1.part4", _DPA, "Schedule 1 paragraphs 38 to 41", "recalled"),
    ("dpa.sch1.36", _DPA, "Schedule 1 paragraph 36", "recalled"),
    ("dpa.sch2.2", _DPA, "Schedule 2 paragraph 2", "secondary"),
    (
        "dpa.sch2.16",
        ("Data Protection Act 2018", "2018", LAW + "ukpga/2018/12/schedule/2/part/3"),
        "Schedule 2 paragraph 16",
        "seen",
    ),
    ("dpa.sch2.17", _DPA, "Schedule 2 paragraph 17", "recalled"),
    ("dpa.sch3.2", _DPA, "Schedule 3 Part 2 (health data; serious harm)", "secondary"),
    ("dpa.sch3.3", _DPA, "Schedule 3 Part 3 (social work data; serious harm)", "secondary"),
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
    ("privilege", _DPA, "Schedule 2 paragraph 19", "recalled"),
)
