"""Invented people and bodies for tests; plain functions, through the run-time role."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.models import Agency, Arrangement, BankHoliday, Practitioner, Team

_numbers = count(1)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
WEEK = {str(day): ["08:30", "17:00"] for day in range(4)} | {"4": ["08:30", "16:30"]}


@dataclass
class Partnership:
    """A small partnership: a hub with two routes, a school, a surgery, a police force, a landlord, a refuge."""

    hub: Agency
    early_help: Agency
    school: Agency
    gp: Agency
    police: Agency
    housing: Agency
    refuge: Agency
    social_worker: Practitioner
    manager: Practitioner
    coordinator: Practitioner
    teacher: Practitioner
    doctor: Practitioner
    officer: Practitioner
    landlord: Practitioner
    refuge_worker: Practitioner
    adviser: Practitioner


def an_agency(kind: str = "school", **more: object) -> Agency:
    """Make an agency with a code of its own."""
    number = next(_numbers)
    fields = {"code": f"X{number:04}", "name": f"Agency {number}", "kind": kind} | more
    return Agency.objects.create(**fields)


def a_practitioner(agency: Agency, role: str = "R06", **more: object) -> Practitioner:
    """Make a practitioner who can sign in with the password “correct horse battery”."""
    number = next(_numbers)
    fields = {
        "email": f"someone{number}@fossborough.example",
        "given_name": "Robin",
        "family_name": f"Tester{number}",
        "role": role,
        "agency": agency,
        "trained_until": date(2027, 6, 30),
        "access_confirmed_on": date(2026, 9, 15),
    } | more
    practitioner = Practitioner(**fields)
    practitioner.set_unusable_password()
    practitioner.save()
    return practitioner


def a_team(agency: Agency, name: str = "MASH: social work") -> Team:
    """Make a team."""
    return Team.objects.create(code=f"T{next(_numbers):04}", agency=agency, name=name)


def arranged(agency: Agency) -> None:
    """Give a hub its working hours, rating clocks and chasing shares."""
    values = {
        "working.hours": WEEK,
        "rating.red.hours": 4,
        "rating.amber.hours": 8,
        "rating.green.hours": 24,
        "rating.blue.hours": "none",
        "decision.working_days": 1,
        "request.chase.share": [0.5, 1.0],
        "disclosure.unread.hours": 4,
        "advice.hours": 4,
    }
    for key, value in values.items():
        Arrangement.objects.create(agency=agency, key=key, value=value, valid_from=date(2018, 1, 1))


def a_partnership() -> Partnership:
    """Make the small partnership, with people in it."""
    hub = an_agency("local-authority", name="Council: Children's Social Care", hub_route="safeguarding")
    early_help = an_agency("local-authority", name="Council: Early Help", hub_route="early-help", controller=hub)
    for agency in (hub, early_help):
        arranged(agency)
    BankHoliday.objects.get_or_create(day=date(2026, 12, 25), defaults={"name": "Christmas Day"})
    school, gp = an_agency("school", name="St Hilda's Primary"), an_agency("gp", name="Minster Gate Surgery")
    police = an_agency("police-force", name="Eastmoor Constabulary", regime="PART3")
    housing, refuge = an_agency("housing", name="Larkfield Homes"), an_agency("voluntary", sensitivity="brokered")
    return Partnership(
        hub=hub,
        early_help=early_help,
        school=school,
        gp=gp,
        police=police,
        housing=housing,
        refuge=refuge,
        social_worker=a_practitioner(hub, "R01", team=a_team(hub)),
        manager=a_practitioner(hub, "R05"),
        coordinator=a_practitioner(early_help, "R02"),
        teacher=a_practitioner(school, "R06"),
        doctor=a_practitioner(gp, "R07"),
        officer=a_practitioner(police, "R03"),
        landlord=a_practitioner(housing, "R08"),
        refuge_worker=a_practitioner(refuge, "R09"),
        adviser=a_practitioner(early_help, "R10"),
    )


def acting(practitioner: Practitioner) -> Actor:
    """Give the actor for a practitioner."""
    return access.actor_for(practitioner)
