"""The readable table: every rule of every agreement as one line, checked before it may be relied on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

EXISTENCE, CONTENT = "existence", "content"
MODES = (EXISTENCE, CONTENT)
EFFECTS = ("allow", "deny")
Terms = Mapping[str, Any]


class UnreadableRule(ValueError):
    """A rule of an agreement cannot be understood; nothing is compiled from a table that holds one."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    One rule: who may (not) be told what by whom, to what end, between which moments.

    An empty list of modes, record types or purposes fits nothing. ``to_agencies`` goes before ``to_kinds``: where
    agencies are named, their kind does not matter; where neither is named, the rule fits nobody. Words are in small
    letters, codes of agencies as they are.
    """

    agreement: str
    number: int
    is_exception: bool
    allows: bool
    parties: frozenset[str]
    modes: tuple[str, ...]
    record_types: tuple[str, ...]
    purposes: tuple[str, ...]
    to_agencies: tuple[str, ...]
    to_kinds: tuple[str, ...]
    subjects: tuple[str, ...]  # child, unborn, adult; empty: anybody
    valid_from: datetime | None
    valid_until: datetime | None
    reason: str
    obligations: tuple[str, ...]

    @property
    def why(self) -> str:
        """Give what stands for the line in an answer: its reason, else the agreement's code."""
        return self.reason if self.reason and not self.allows else self.agreement


def lines(agreements: Iterable[Terms]) -> tuple[Line, ...]:
    """
    Give the lines of agreements, each ``{"code", "parties", "rules": {"exceptions", "defaults"}}``, exceptions first.

    Raises ``UnreadableRule`` with the agreement and the place of a rule that cannot be understood.
    """
    drawn = [
        _line(agreement, group, number, rule)
        for agreement in agreements
        for group in ("exceptions", "defaults")
        for number, rule in enumerate(agreement["rules"].get(group, ()), start=1)
    ]
    return tuple(sorted(drawn, key=lambda one: not one.is_exception))


def fingerprint(agreements: Iterable[Terms]) -> str:
    """Give the version of agreements as they stand: equal terms have equal versions, whatever their order."""
    plain = sorted(
        [one["code"], one.get("version", ""), sorted(one["parties"]), one["rules"]] for one in list(agreements)
    )
    written = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _line(agreement: Terms, group: str, number: int, rule: Mapping[str, Any]) -> Line:
    where = f"{agreement['code']}, {group}, rule {number}"
    if rule.get("effect") not in EFFECTS:
        raise UnreadableRule(f"{where}: the effect is neither allow nor deny")
    modes = _words(where, rule, "modes")
    if not set(modes) <= set(MODES):
        raise UnreadableRule(f"{where}: a mode is neither existence nor content")
    begins, ends = _moment(where, rule, "validFrom"), _moment(where, rule, "validUntil")
    if begins and ends and ends < begins:
        raise UnreadableRule(f"{where}: it ends before it begins")
    return Line(
        agreement=str(agreement["code"]),
        number=number,
        is_exception=group == "exceptions",
        allows=rule["effect"] == "allow",
        parties=frozenset(agreement["parties"]),
        modes=modes,
        record_types=_words(where, rule, "recordTypes"),
        purposes=_words(where, rule, "purposes"),
        to_agencies=_list(where, rule, "destOrgIds"),
        to_kinds=_words(where, rule, "destOrgTypes"),
        subjects=_words(where, rule, "subjects"),
        valid_from=begins,
        valid_until=ends,
        reason=str(rule.get("reason", "")),
        obligations=_list(where, rule, "obligations"),
    )


def _list(where: str, rule: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = rule.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UnreadableRule(f"{where}: {name} is not a list of words")
    return tuple(value)


def _words(where: str, rule: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(one.casefold() for one in _list(where, rule, name))


def _moment(where: str, rule: Mapping[str, Any], name: str) -> datetime | None:
    written = rule.get(name)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise UnreadableRule(f"{where}: {name} is not a moment") from None
    if moment.tzinfo is None:
        raise UnreadableRule(f"{where}: {name} has no time zone")
    return moment
