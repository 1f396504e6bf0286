"""What became of a source whose document was replaced: the paragraph that took its place, or that none was seen.

A rule may hold on when the paper it was first written in is withdrawn. It is then cited from the paper of the day, so that
nothing that was replaced is shown as current.
"""

from datetime import date

from sharewell.rules import dates

REPLACED: dict[tuple[str, str], date] = {
    ("Information sharing: advice for practitioners (Department for Education)", "July 2018"): dates.ADVICE_2024,
    ("Working Together to Safeguard Children", "2018, updated December 2020"): dates.WORKING_TOGETHER_2023,
    ("Working Together to Safeguard Children", "December 2023"): dates.WORKING_TOGETHER_2026,
}
"""Each edition that was replaced, by document and date, with the day on which it was."""

SUCCESSORS: dict[str, tuple[tuple[date, str], ...]] = {
    "advice2018.when": ((dates.ADVICE_2024, "advice2024.rule1"),),
    "advice2018.rule1": ((dates.ADVICE_2024, "advice2024.rule1"),),
    "advice2018.rule2": ((dates.ADVICE_2024, "advice2024.rule2"),),
    "advice2018.rule3": ((dates.ADVICE_2024, "advice2024.rule4"),),
    "advice2018.rule4": ((dates.ADVICE_2024, "advice2024.rule3"),),
    "advice2018.rule5": ((dates.ADVICE_2024, "advice2024.rule1"),),
    "advice2018.others": ((dates.ADVICE_2024, "advice2024.rule5"),),
    "advice2018.rule6": ((dates.ADVICE_2024, "advice2024.rule6"),),
    "advice2018.rule7": ((dates.ADVICE_2024, "advice2024.rule7"),),
    "advice2018.amount": ((dates.ADVICE_2024, "advice2024.rule6"),),
    "advice2018.recording": ((dates.ADVICE_2024, "advice2024.rule7"),),
    "confidence": ((dates.ADVICE_2024, "advice2024.law"),),
    "wt2018.myth1": ((dates.ADVICE_2024, "advice2024.rule1"),),
    "wt2018.myth2": ((dates.ADVICE_2024, "advice2024.rule3"),),
    "wt2018.myth4": ((dates.ADVICE_2024, "advice2024.law"),),
    "wt2018.consent2020": ((dates.ADVICE_2024, "advice2024.rule3"),),
    "wt2018.one-day": (
        (dates.WORKING_TOGETHER_2023, "wt2023.one-day"),
        (dates.WORKING_TOGETHER_2026, "wt2026.one-day"),
    ),
    "honest-asking": ((dates.TEN_STEPS, "ico.consent"),),
    "no-agreement": ((dates.TEN_STEPS, "ico.no-agreement"),),
    "police-request": ((dates.SHARING_CODE, "ico.police"),),
    "gdpr.annex1": ((dates.INTEREST_GUIDANCE, "gdpr.6.ea"),),
    "gdpr.annex1.public": ((dates.INTEREST_GUIDANCE, "gdpr.6.ea.public"),),
    "caldicott.7": ((dates.CALDICOTT_EIGHT, "caldicott"),),
    "wt2023.adults": ((dates.WORKING_TOGETHER_2026, "wt2026"),),
}
"""For a source, from which day which other took its place."""

ISSUED: dict[tuple[str, str], date] = {
    (
        "Information sharing: advice for practitioners (Department for Education)",
        "April 2024, corrected 1 May 2024",
    ): dates.ADVICE_2024,
    ("Working Together to Safeguard Children", "December 2023"): dates.WORKING_TOGETHER_2023,
    ("Working Together to Safeguard Children", "2026"): dates.WORKING_TOGETHER_2026,
    ("A 10 step guide to sharing information to safeguard children (ICO)", "14 September 2023"): dates.TEN_STEPS,
    ("Data sharing code of practice (ICO)", "5 October 2021"): dates.SHARING_CODE,
    ("Recognised legitimate interest guidance (ICO)", "23 March 2026"): dates.INTEREST_GUIDANCE,
    ("The Caldicott principles (National Data Guardian)", "8 December 2020"): dates.CALDICOTT_EIGHT,
    ("Children's Wellbeing and Schools Act 2026", "29 April 2026"): dates.ACTS_OF_2026,
    ("Crime and Policing Act 2026", "29 April 2026"): dates.ACTS_OF_2026,
}
"""The editions that came after the first rules, each with the day it was issued: no earlier advice may cite them."""
