"""Loading a whole partnership into an empty directory, from a folder of plain files."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from sharewell.directory import opening_hours
from sharewell.directory.local.models import LocalNote
from sharewell.directory.models import (
    Agency,
    Agreement,
    Area,
    Arrangement,
    BankHoliday,
    ContactPoint,
    Delegation,
    Practitioner,
    RetentionPeriod,
    Team,
)

HUB_ROUTES = {"T01": "safeguarding", "T02": "early-help", "T16": "adult-safeguarding"}
# How a sensitive body stands in the file's own words.
SENSITIVITY = {"existence is not shown": "hidden", "contact is brokered": "brokered", "sensitive service": "brokered"}


@transaction.atomic
def load(folder: Path) -> None:
    """Create every agency, team, practitioner, contact point and arrangement described in a folder; once."""
    agencies = {row["agency_id"]: _agency(row) for row in _rows(folder / "agencies.csv")}
    for row in _rows(folder / "agencies.csv"):
        agencies[row["agency_id"]].controller = agencies[row["controller_id"]]
    teams = {row["team_id"]: _team(row, agencies) for row in _rows(folder / "teams.csv")}
    for code, route in HUB_ROUTES.items():
        teams[code].agency.hub_route = route
    Agency.objects.bulk_update(agencies.values(), ["controller", "hub_route"])
    for row in _rows(folder / "staff.csv"):
        _practitioner(row, agencies, teams)
    for row in _rows(folder / "contact_points.csv"):
        _contact_point(row, teams)
    _areas_and_days(folder)
    _delegations(folder, agencies)
    _agreements(folder, agencies)
    _arrangements(folder, agencies)
    _retention(folder, agencies)
    _notes(folder, agencies)


def is_empty() -> bool:
    """Say whether no agency has been set up yet."""
    return not Agency.objects.exists()


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _set_day(text: str) -> date:
    return date.fromisoformat(text)


def _agency(row: dict[str, str]) -> Agency:
    sensitivity = next((value for words, value in SENSITIVITY.items() if words in row["note"]), "open")
    return Agency.objects.create(
        code=row["agency_id"],
        name=row["name"],
        kind=row["type"],
        standing=row["standing"],
        regime=row["default_regime"],
        ods_code=row["code"],
        sensitivity=sensitivity,
        note=row["note"],
    )


def _team(row: dict[str, str], agencies: dict[str, Agency]) -> Team:
    agency = agencies[row["agency_id"]]
    return Team.objects.create(code=row["team_id"], agency=agency, name=row["name"], area=row["area"], note=row["note"])


def _practitioner(row: dict[str, str], agencies: dict[str, Agency], teams: dict[str, Team]) -> None:
    practitioner = Practitioner(
        email=row["email"],
        given_name=row["given"],
        family_name=row["family"],
        role=row["role_id"],
        agency=agencies[row["agency_id"]],
        team=teams.get(row["team_id"]),
        phone=row["phone"],
        trained_until=_day(row["trained_until"]),
        access_confirmed_on=_day(row["access_confirmed_on"]),
    )
    practitioner.set_unusable_password()
    practitioner.save()


def _contact_point(row: dict[str, str], teams: dict[str, Team]) -> None:
    ContactPoint.objects.create(
        code=row["contact_id"],
        route=row["route"],
        who_for=row["who_for"],
        phone=row["phone"],
        option=row["option"],
        hours=row["hours"],
        opening=opening_hours.parse(row["hours"]),
        area=row["area"],
        owner_team=teams.get(row["owner_team"]),
        valid_from=_set_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        checked_on=_day(row["checked_on"]),
    )


def _areas_and_days(folder: Path) -> None:
    for row in _rows(folder / "areas.csv"):
        Area.objects.create(**row)
    for row in _rows(folder / "bank_holidays.csv"):
        BankHoliday.objects.create(day=_set_day(row["day"]), name=row["name"])


def _delegations(folder: Path, agencies: dict[str, Agency]) -> None:
    for row in _rows(folder / "delegations.csv"):
        Delegation.objects.create(
            code=row["delegation_id"],
            delegating_agency=agencies[row["delegating_agency"]],
            provider=agencies[row["provider"]],
            functions=row["functions"],
            valid_from=_set_day(row["from"]),
            valid_to=_day(row["until"]),
            agreement_code=row["agreement"],
        )


def _agreements(folder: Path, agencies: dict[str, Agency]) -> None:
    for entry in _json(folder / "agreements.json")["agreements"]:
        agreement = Agreement.objects.create(
            code=entry["agreement_id"],
            name=entry["name"],
            version=entry["version"],
            status=entry["status"],
            review_due_on=_day(entry.get("review_due") or ""),
            terms={"rules": entry["rules"], "lawful_bases": entry.get("lawful_bases", [])},
        )
        agreement.parties.set([agencies[code] for code in entry["parties"]])


def _arrangements(folder: Path, agencies: dict[str, Agency]) -> None:
    arranged = _json(folder / "arrangements.json")
    for code in arranged["agencies"]:
        for key, value in arranged["values"].items():
            Arrangement.objects.create(
                agency=agencies[code],
                key=key,
                value=value,
                source=arranged.get("source", ""),
                valid_from=_set_day(arranged["valid_from"]),
            )


def _retention(folder: Path, agencies: dict[str, Agency]) -> None:
    for row in _rows(folder / "retention.csv"):
        RetentionPeriod.objects.create(
            agency=agencies.get(row["agency_id"]),
            record_class=row["record_class"],
            counted_from=row["counted_from"],
            years=int(row["years"]),
            then=row["then"],
            source=row["source"],
            valid_from=date(2018, 1, 1),
        )


def _notes(folder: Path, agencies: dict[str, Agency]) -> None:
    for row in _rows(folder / "local_notes.csv"):
        LocalNote.objects.create(
            agency=agencies.get(row["agency_id"]),
            about=row["about"],
            text=row["text"],
            source=row["source"],
            valid_from=_set_day(row["valid_from"]),
            checked_on=_day(row["checked_on"]),
        )


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
