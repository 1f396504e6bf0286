"""The calendar: each instrument that changed the rules, from when, and whether it is in force.

This is the one place to edit when a commencement is confirmed: give its status and its day, and every rule that rests
on it follows.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.rules import dates


class Status(StrEnum):
    """Whether a rule may be relied on. Only a rule in force may."""

    IN_FORCE = "in_force"
    ANNOUNCED = "announced"
    DRAFT = "draft"
    ENACTED_NOT_COMMENCED = "enacted_not_commenced"


SAID = {
    Status.IN_FORCE: "In force",
    Status.ANNOUNCED: "Announced, and not confirmed to be in force",
    Status.DRAFT: "A draft for consultation",
    Status.ENACTED_NOT_COMMENCED: "Passed into law, and not commenced",
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law or a piece of guidance with its standing; ``known_on`` is when it first could be shown."""

    id: str
    name: str
    changes: str
    since: date
    status: Status = Status.IN_FORCE
    known_on: date | None = None
    verified: str = "recalled"


_ALL = (
    Instrument("children-act-1989", "Children Act 1989 ss.17, 27, 47", "Children in need; enquiries into significant harm.", dates.CHILDREN_ACT_1989),
    Instrument("cda-1998", "Crime and Disorder Act 1998 s.115", "A power to disclose to relevant authorities.", dates.CRIME_AND_DISORDER),
    Instrument("hra-1998", "Human Rights Act 1998", "Private and family life; proportion.", dates.HUMAN_RIGHTS),
    Instrument("children-act-2004", "Children Act 2004 ss.10, 11", "Co-operation; arrangements to safeguard.", dates.CHILDREN_ACT_2004),
    Instrument("mca-2005", "Mental Capacity Act 2005", "Capacity is presumed, and specific to the decision.", dates.MENTAL_CAPACITY),
    Instrument("care-act-2014", "Care Act 2014 ss.42 to 47", "Enquiries about adults; adults boards.", dates.CARE_ACT),
    Instrument("gdpr", "GDPR and Data Protection Act 2018", "Bases, conditions, Schedule 1 paragraph 18.", dates.GDPR, verified="seen"),
    Instrument("advice-2018", "Information sharing advice; Working Together 2018", "Golden rules of 2018.", dates.ADVICE_2018, verified="secondary"),
    Instrument("wt-2020", "Working Together, December 2020 update", "Consent is not needed to share about safeguarding.", dates.CONSENT_NOT_NEEDED, verified="secondary"),
    Instrument("caldicott-8", "Eight Caldicott principles", "No surprises.", dates.CALDICOTT_EIGHT, verified="secondary"),
    Instrument("uk-gdpr", "UK GDPR", "The GDPR becomes the UK GDPR.", dates.UK_GDPR),
    Instrument("ico-code", "ICO data sharing code", "Records and agreements.", dates.SHARING_CODE, verified="secondary"),
    Instrument("iicsa-hold", "End of the hold for the Independent Inquiry into Child Sexual Abuse", "Records held for the inquiry return to their own schedules; other holds remain.", date(2023, 1, 20), verified="secondary"),
    Instrument("ico-10", "ICO 10 step guide", "Good-faith sharing to safeguard is not punished.", dates.TEN_STEPS, verified="seen"),
    Instrument("wt-2023", "Working Together 2023", "Roles of safeguarding partners.", dates.WORKING_TOGETHER_2023, verified="secondary"),
    Instrument("advice-2024", "Information sharing advice 2024", "Golden rules recast; protection first.", dates.ADVICE_2024, verified="secondary"),
    Instrument("duaa-2025-search", "Data (Use and Access) Act 2025: search", "A request for one's own data is met by a reasonable and proportionate search.", date(2025, 6, 19), verified="secondary"),
    Instrument("duaa-2025", "Data (Use and Access) Act 2025", "Recognised legitimate interest; compatible purposes; automated decisions.", dates.DATA_ACT_2026, verified="secondary"),
    Instrument("ico-interest", "ICO guidance on recognised legitimate interest", "Not for a public authority's tasks.", dates.INTEREST_GUIDANCE, verified="secondary"),
    Instrument("wt-2026", "Working Together 2026", "Family help; unborn children named.", dates.WORKING_TOGETHER_2026, verified="secondary"),
    Instrument("complaints", "Data Protection Act 2018 s.164A", "Complaints acknowledged in 30 days.", dates.COMPLAINTS, verified="secondary"),
    Instrument("s16LA", "Children Act 2004 s.16LA", "A duty to share, for bound bodies.", dates.DUTY_TO_SHARE, Status.ANNOUNCED, dates.ACTS_OF_2026, "seen"),
    Instrument("s16LA-guidance", "Guidance on the duty to share", "How to carry out section 16LA.", dates.DUTY_TO_SHARE, Status.DRAFT, date(2026, 6, 2), "secondary"),
    Instrument("s16LC", "Children Act 2004 s.16LC", "A consistent identifier, once regulations name one.", dates.DUTY_TO_SHARE, Status.ENACTED_NOT_COMMENCED, dates.ACTS_OF_2026, "seen"),
    Instrument("csa-reporting", "Crime and Policing Act 2026", "A duty to report child sexual abuse.", dates.DUTY_TO_SHARE, Status.ENACTED_NOT_COMMENCED, dates.ACTS_OF_2026, "secondary"),
)  # fmt: skip

INSTRUMENTS: dict[str, Instrument] = {instrument.id: instrument for instrument in _ALL}
