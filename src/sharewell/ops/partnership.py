"""The invented partnership, loaded into an empty database for the demonstration, the walk and the tests."""

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import Actor
from sharewell.directory import contact_points, first_sign_in, loading, queries
from sharewell.directory.access import actor_for
from sharewell.directory.local import published_notes
from sharewell.involvement import policy
from sharewell.involvement.lists import loading as lists
from sharewell.involvement.lists.reading import Table, read

DATA = Path(__file__).parent / "partnership_data"
AS_OF = date(2026, 11, 23)  # the day on which the invented lists were drawn
Row = dict[str, str]

SCHOOLS = {
    "St Hilda's C of E Primary": "AG13",
    "Foss Bank Primary": "AG14",
    "Eastmoor Road Secondary": "AG15",
    "Thornwick Village School": "AG16",
}
SURGERIES = {"Minster Gate Surgery": "AG09", "Foss Bridge Medical Practice": "AG10"}
HEALTH_SERVICES = {
    "Emergency department": "AG07",
    "Midwife": "AG07",
    "CAMHS": "AG11",
    "(restricted)": "AG12",
}
LANDLORDS = {"Larkfield Homes": "AG19"}
GROUPS = {
    "Haven House": "AG20",
    "Young Carers Fossborough": "AG21",
    "Switchback Youth Project": "AG22",
    "Food bank St Cuthbert": "AG23",
    "St Cuthbert playgroup": "AG23",
    "Fossborough Juniors FC": "AG24",
}


def load() -> bool:
    """Load the partnership and its lists unless there is one already; says whether it did. Prints nothing."""
    if not loading.is_empty():
        return False
    now = timezone.now()
    loading.load(DATA / "partnership")
    contact_points.publish(now)
    published_notes.publish(now)
    _prepare_sign_in()
    _put_agreements_in_force(now)
    for kind, file_name, whose in _lists():
        _load_split(kind, file_name, whose, now)
    return True


def sign_in_secrets() -> dict[str, object]:
    """Give the demonstration's password and TOTP secrets by e-mail address, made once and kept in the state folder."""
    file = settings.STATE_DIR / "demo-sign-in.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        emails = [row["email"] for row in _plain_rows(DATA / "partnership" / "staff.csv")]
        made = {"password": f"demo-{secrets.token_hex(4)}", "totp": {email: _secret() for email in emails}}
        file.write_text(json.dumps(made, indent=1), encoding="utf-8")
        file.chmod(0o600)
    return json.loads(file.read_text(encoding="utf-8"))


def _secret() -> str:
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(32))


def _prepare_sign_in() -> None:
    made = sign_in_secrets()
    totp = made["totp"]
    assert isinstance(totp, dict)
    for agency in queries.agencies():
        for practitioner in queries.practitioners_of(agency.id):
            first_sign_in.prepare(
                practitioner, password=str(made["password"]), totp_secret=str(totp[practitioner.email])
            )


def _lists() -> Iterable[tuple[str, str, Callable[[Row], set[str]]]]:
    """Give each file with the function that says whose agency's list a row belongs to."""
    pupils = read((DATA / "families" / "school_pupils.csv").read_bytes()).rows
    school_of = {(row["DOB"], row["Legal Surname"]): SCHOOLS[row["School"]] for row in pupils}
    by_birth = {row["DOB"]: SCHOOLS[row["School"]] for row in pupils}
    register = read((DATA / "families" / "health_register.csv").read_bytes()).rows
    surgery_of = {row["NHS Number"]: SURGERIES.get(row["Registered GP"], "AG08") for row in register}
    yield "school-pupils", "school_pupils.csv", lambda row: {SCHOOLS[row["School"]]}
    yield "health-register", "health_register.csv", _register_holders
    yield "police-occurrences", "police_occurrences.csv", lambda _row: {"AG05"}
    yield "housing-tenancies", "housing_tenancies.csv", lambda row: {LANDLORDS.get(row["landlord"], "AG04")}
    yield "early-help-episodes", "early_help_episodes.csv", lambda _row: {"AG02"}
    yield "voluntary-contacts", "voluntary_contacts.csv", lambda row: _known(GROUPS.get(row["group"]))
    yield (
        "school-concerns",
        "school_concerns.csv",
        lambda row: _known(school_of.get((row["DOB"], row["Pupil"].split(",")[0])) or by_birth.get(row["DOB"])),
    )
    yield "health-contacts", "health_contacts.csv", lambda row: {_service(row, surgery_of)}


def _register_holders(row: Row) -> set[str]:
    holders = {SURGERIES.get(row["Registered GP"], "AG08")}
    return holders | {"AG08"} if row.get("HV Team") else holders


def _service(row: Row, surgery_of: dict[str, str]) -> str:
    if row["Type"] == "GP":
        return surgery_of.get(row["NHS Number"], "AG08")
    return HEALTH_SERVICES.get(row["Type"], "AG08")


def _known(code: str | None) -> set[str]:
    return {code} if code else set()


def _load_split(kind: str, file_name: str, whose: Callable[[Row], set[str]], at: datetime) -> None:
    table = read((DATA / "families" / file_name).read_bytes())
    for code in sorted({code for row in table.rows for code in whose(row)}):
        own = [row for row in table.rows if code in whose(row)]
        actor = _loader_for(code)
        with rows.acting_for(actor):
            lists.load(actor=actor, kind=kind, file_name=file_name, data=_written(table, own), as_of=AS_OF, at=at)


def _put_agreements_in_force(at: datetime) -> None:
    administrator = _loader_for("AG01")
    with rows.acting_for(administrator):
        policy.put_in_force(actor=administrator, expected=policy.proposed().version, at=at)


def _loader_for(code: str) -> Actor:
    """Give the administrator, acting for the agency whose list it is."""
    agency = queries.agency_by_code(code)
    administrator = next(
        person for person in queries.practitioners_of(queries.agency_by_code("AG01").id) if person.role == "R14"
    )
    own = actor_for(administrator)
    return Actor(own.practitioner_id, agency.id, own.role, own.name, agency.name)


def _written(table: Table, own: list[Row]) -> bytes:
    """Write some of a list's rows as its program would have: same separator, same quoting, same encoding."""
    out = io.StringIO(newline="")
    if table.delimiter == "|":
        lines = ["|".join(table.headings)] + ["|".join(row[name] for name in table.headings) for row in own]
        out.write("\r\n".join(lines) + "\r\n")
    else:
        writer = csv.DictWriter(out, table.headings, delimiter=table.delimiter, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(own)
    return out.getvalue().encode("cp1252" if table.encoding == "Windows-1252" else "utf-8-sig", errors="replace")


def _plain_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
