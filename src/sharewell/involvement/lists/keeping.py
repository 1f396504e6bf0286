"""Keeping what a row says: the person's record, the pointer, the entry; each new, changed or unchanged."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from sharewell.involvement.lists.drawn import Entry, ListedPerson, Pointer, RefusedRow
from sharewell.involvement.lists.sensitive import is_sensitive
from sharewell.involvement.models import AgencyEntry, Involvement
from sharewell.matching import dates, identifiers, names
from sharewell.people.lookup import feeding
from sharewell.people.models import ListImport, PersonRecord

MOST_EARLIER = 5  # replaced numbers, and postcodes, that are kept of one record
Doubts = list[tuple[str, str]]
# What a register may take back by leaving the cell empty: the record's field, and as a row writes it.
EMPTIED = {
    "middle_names": "middle",
    "known_as": "known_as",
    "former_names": "former",
    "due_on": "due",
    "died_on": "died",
    "nhs_number": "nhs_number",
    "upn": "upn",
    "address": "address",
    "postcode": "postcode",
    "uprn": "uprn",
    "ended_on": "ended",
}


def record(
    loading: ListImport, listed: ListedPerson, row: dict[str, str], doubts: Doubts, *, may_empty: bool
) -> tuple[PersonRecord, bool]:
    """
    Keep a person's record and file it for the look-up; gives it, and whether anything was new or changed.

    ``may_empty``: a cell that is empty now, in a file with the same columns, takes back what stood in it before.
    """
    if not (listed.given or listed.family or listed.known_as):
        raise RefusedRow("", "the row gives no name at all")
    values = _values(listed, loading.as_of, doubts)
    values["original"] = row
    place = {"agency_id": loading.agency_id, "source": loading.kind, "source_ref": listed.ref[:60], "part": listed.part}
    found = PersonRecord.objects.filter(**place).first()
    if found is not None and found.withdrawn_at is not None:
        if not found.original:
            reason = f"your agency erased the record {found.source_ref}; take the row out of your list too"
            raise RefusedRow("", reason, is_kept=False)
        raise RefusedRow("", "your agency took this record back; it stays out until it is put back")
    if found is None:
        found = PersonRecord.objects.create(**place, **values, list_import=loading, first_seen_on=loading.as_of)
        feeding.index_record(found)
        return found, True
    # The same person further down the same list (a second event) must not wipe what an earlier row knew, and no list
    # opens what was locked or protected: only a person does, with a reason.
    known = {name: value for name, value in values.items() if value not in ("", None, False, {})}
    if may_empty and set(found.original) <= set(row):
        known |= {name: values[name] for name, written in EMPTIED.items() if not getattr(listed, written).strip()}
    news = {"list_import": loading, "earlier": _earlier(found, known)} if found.original != row else {}
    changed = _change(found, known | news)
    if changed:
        feeding.index_record(found)
    return found, changed


def known_record(agency_id: UUID, listed: ListedPerson, as_of: date) -> PersonRecord:
    """Find the agency's own record that an entry is about, by exact name and birth date; nothing is guessed."""
    born_on = dates.read(listed.birth, today=as_of).on
    wanted = (names.plain(listed.given), names.plain(listed.family))
    found = [
        one
        for one in PersonRecord.objects.filter(agency_id=agency_id, born_on=born_on, ended_on__isnull=True)
        if wanted in _names_of(one)
    ]
    if len(found) != 1:
        raise RefusedRow("Pupil", "nobody of this name and birth date is on your list" if not found else "two fit")
    return found[0]


def _earlier(found: PersonRecord, now: dict[str, Any]) -> dict[str, list[str]]:
    """Give what the list said before of number and postcode, newest first, with what is being replaced."""
    earlier = {}
    for name in ("nhs_number", "postcode"):
        before, after = getattr(found, name), now.get(name) or getattr(found, name)
        kept = [before, *found.earlier.get(name, ())] if before and before != after else found.earlier.get(name, [])
        earlier[name] = [one for one in dict.fromkeys(kept) if one != after][:MOST_EARLIER]
    return {name: values for name, values in earlier.items() if values}


def close_if_brokered(found: PersonRecord) -> None:
    """Close a record that only services know which answer by getting in touch; open it when another knows it too."""
    sensitive = list(Involvement.objects.filter(record=found).values_list("is_sensitive", flat=True))
    is_brokered_only = bool(sensitive) and all(sensitive)
    if found.is_brokered_only != is_brokered_only:
        _change(found, {"is_brokered_only": is_brokered_only})
        feeding.index_record(found)


def pointer(found: PersonRecord, loading: ListImport, told: Pointer, sensitive: Iterable[str]) -> bool:
    """Keep that the agency works with the person; gives whether it was new or changed."""
    as_of = loading.as_of
    values = {
        "agency_id": found.agency_id,
        "list_import": loading,
        "team_name": told.team[:120],
        "role": told.role[:120],
        "lead_name": told.lead[:120],
        "lead_contact": told.contact[:120],
        "is_sensitive": told.is_sensitive or is_sensitive(told, sensitive),
        "since_on": dates.read_day(told.since, today=as_of),
        "last_seen_on": dates.read_day(told.last_seen, today=as_of),
        "ended_on": dates.read_day(told.ended, today=as_of),
    }
    kept = Involvement.objects.filter(record=found, kind=told.kind[:40]).first()
    if kept is None:
        Involvement.objects.create(record=found, kind=told.kind[:40], **values)
        return True
    seen = [day for day in (kept.last_seen_on, values["last_seen_on"]) if isinstance(day, date)]
    values["last_seen_on"] = max(seen) if seen else None
    values["since_on"] = values["since_on"] or kept.since_on
    # What stands unchanged in a newer list is as fresh as that list, though nothing about it is news.
    is_news = kept.not_listed_since is not None or any(
        getattr(kept, name) != value for name, value in values.items() if name != "list_import"
    )
    _change(kept, values | {"not_listed_since": None})
    return is_news


def no_longer_listed(loading: ListImport) -> int:
    """
    Note the pieces of work that stood in lists of this kind and stand in this whole one no more; gives how many.

    Whatever stood in it was marked with this loading when its row was taken.
    """
    before = Involvement.objects.filter(
        agency_id=loading.agency_id,
        list_import__kind=loading.kind,
        ended_on__isnull=True,
        not_listed_since__isnull=True,
    )
    return before.exclude(list_import=loading).update(not_listed_since=loading.as_of)


def entry(found: PersonRecord, loading: ListImport, told: Entry, row: dict[str, str]) -> bool:
    """Keep one dated entry in the agency's own words, and the row that said so; gives whether it was new or changed."""
    as_of = loading.as_of
    values = {
        "happened_on": dates.read_day(told.happened, today=as_of),
        "happened_at_text": told.happened[:60],
        "known_on": dates.read_day(told.known, today=as_of),
        "kind": told.kind,
        "category": told.category[:60],
        "text": told.text,
        "author": told.author[:120],
        "is_strength": told.is_strength,
        "is_restricted": told.is_restricted,
    }
    kept = AgencyEntry.objects.filter(record=found, source_ref=told.ref[:60]).first()
    if kept is None:
        AgencyEntry.objects.create(
            record=found,
            agency_id=found.agency_id,
            list_import=loading,
            source_ref=told.ref[:60],
            original=row,
            **values,
        )
        return True
    is_news = _change(kept, values)
    _change(kept, {"original": row})
    return is_news


def _values(listed: ListedPerson, as_of: date, doubts: Doubts) -> dict[str, Any]:
    """Read every field of a person; what is doubtful is kept out of the field and told in the report."""
    birth = dates.read(listed.birth, today=as_of)
    due = dates.read(f"EDD {listed.due.removeprefix('EDD').strip()}" if listed.due else "", today=as_of)
    nhs, pupil = identifiers.nhs_number(listed.nhs_number), identifiers.upn(listed.upn)
    place, property_number = identifiers.postcode(listed.postcode), identifiers.uprn(listed.uprn)
    checked = (("birth date", birth.doubt), ("NHS number", nhs.why), ("UPN", pupil.why), ("postcode", place.why))
    doubts += [(column, why) for column, why in checked if why]
    return {
        "given_name": listed.given[:80],
        "middle_names": listed.middle[:120],
        "family_name": listed.family[:80],
        "known_as": listed.known_as[:120],
        "former_names": listed.former[:200],
        "sex": listed.sex if listed.sex in ("M", "F") else "",
        "born_on": birth.on,
        "birth_accuracy": birth.accuracy if birth.on else "",
        "birth_text": listed.birth[:60],
        "due_on": due.on,
        "died_on": dates.read_day(listed.died, today=as_of),
        "nhs_number": nhs.value,
        "nhs_number_status": "present, not traced" if nhs.value else "not present",
        "upn": pupil.value,
        "address": listed.address[:300],
        "postcode": place.value,
        "uprn": property_number.value,
        "is_address_protected": listed.is_address_protected,
        "is_locked": listed.is_locked,
        "last_seen_on": dates.read_day(listed.last_seen, today=as_of),
        "ended_on": dates.read_day(listed.ended, today=as_of),
    }


def _names_of(one: PersonRecord) -> set[tuple[str, str]]:
    givens = {names.plain(one.given_name), names.plain(one.known_as)}
    known_first = names.plain(one.known_as).split()
    return {(given, names.plain(one.family_name)) for given in givens | set(known_first[:1])}


def _change(kept: Model, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, values[name])
    if changed:
        kept.save(update_fields=changed)
    return bool(changed)
