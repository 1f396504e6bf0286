"""Whether the agreements in force let one agency learn that another works with somebody; closed by default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: whose record, for whom, of which kind, to what end, when (aware)."""

    source_code: str
    destination_code: str
    destination_kind: str
    record_type: str
    purpose: str
    at: datetime
    mode: str = "EXISTENCE"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it may be told, and by which agreement, or why not."""

    is_allowed: bool
    why: str


def decide(asked: Asked, agreements: Iterable[Mapping[str, Any]]) -> Answer:
    """
    Decide by the agreements the source is party to: the first exception that fits, else the first default, else no.

    Each agreement is ``{"code", "parties", "rules": {"exceptions", "defaults"}}``. The order of evaluation is that of
    the national prototype: destination ids before kinds, dates inclusive, no matching rule means no.
    """
    ours = [one for one in agreements if {asked.source_code, asked.destination_code} <= set(one["parties"])]
    for group in ("exceptions", "defaults"):
        for agreement in ours:
            for rule in agreement["rules"].get(group, []):
                if _fits(rule, asked):
                    allowed = rule["effect"] == "allow"
                    why = agreement["code"] if allowed else rule.get("reason", agreement["code"])
                    return Answer(is_allowed=allowed, why=why)
    return Answer(is_allowed=False, why="no agreement in force covers it")


def _fits(rule: Mapping[str, Any], asked: Asked) -> bool:
    if not (_has(rule, "modes", asked.mode) and _has(rule, "recordTypes", asked.record_type)):
        return False
    return _has(rule, "purposes", asked.purpose) and _reaches(rule, asked) and _in_time(rule, asked.at)


def _has(rule: Mapping[str, Any], name: str, value: str) -> bool:
    return value.casefold() in {one.casefold() for one in rule.get(name, [])}


def _reaches(rule: Mapping[str, Any], asked: Asked) -> bool:
    if rule.get("destOrgIds"):
        return asked.destination_code in rule["destOrgIds"]
    return _has(rule, "destOrgTypes", asked.destination_kind)


def _in_time(rule: Mapping[str, Any], at: datetime) -> bool:
    begins, ends = rule.get("validFrom"), rule.get("validUntil")
    return (not begins or datetime.fromisoformat(begins) <= at) and (not ends or at <= datetime.fromisoformat(ends))
