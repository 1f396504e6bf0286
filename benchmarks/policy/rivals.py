"""The same rules for Cedar (parsed once), Casbin and Vakt; what is not installed is left out, and said."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sharewell.rules.telling.policy import Asked
from sharewell.rules.telling.table import Line

Decide = Callable[[Asked], bool]


def engines(lines: Sequence[Line], now: datetime) -> dict[str, Decide]:
    """Give each engine that is installed, ready to decide; each gets the rules once, before anything is timed."""
    found: dict[str, Decide] = {}
    for name, make in (("Cedar, parsed once", _cedar), ("Casbin", _casbin), ("Vakt", _vakt)):
        try:
            found[name] = make(lines, now.timestamp())
        except ImportError as missing:
            print(f"  {name}: left out ({missing})")
    return found


def _cedar(lines: Sequence[Line], now: float) -> Decide:
    import cedarpy

    def words(values: Sequence[str]) -> str:
        return "[" + ", ".join(f'"{value}"' for value in values) + "]"

    def policy(line: Line) -> str:
        return (
            f"{'permit' if line.allows else 'forbid'} (principal, action, resource) when {{"
            f" {words(line.modes)}.contains(context.mode) && {words(line.record_types)}.contains(context.record_type)"
            f" && {words(line.purposes)}.contains(context.purpose)"
            f" && {words(sorted(line.parties))}.contains(context.source)"
            f" && {words(sorted(line.parties))}.contains(context.asker)"
            f" && {words(line.to_kinds)}.contains(context.asker_kind)"
            f" && {words(line.subjects)}.contains(context.subject)"
            f" && {int(line.valid_from.timestamp())} <= context.at && context.at <= {int(line.valid_until.timestamp())}"
            " };"
        )

    parsed = cedarpy.PolicySet.from_str("\n".join(policy(line) for line in lines))
    nobody = cedarpy.Entities.from_json_str("[]")
    who = {"principal": 'Agency::"asker"', "action": 'Action::"learn"', "resource": 'Record::"one"'}

    def decide(asked: Asked) -> bool:
        request = who | {"context": asked._asdict() | {"at": int(now)}}
        return cedarpy.is_authorized(request, parsed, nobody).allowed

    return decide


def _casbin(lines: Sequence[Line], now: float) -> Decide:
    import logging

    import casbin
    from casbin.model import Model

    logging.disable(logging.INFO)
    names = ("mode", "record_type", "purpose", "source", "asker", "asker_kind", "subject")
    model = Model()
    model.add_def("r", "r", ", ".join((*names, "at")))
    model.add_def("p", "p", ", ".join((*names, "begins", "ends", "eft")))
    model.add_def("e", "e", "some(where (p.eft == allow)) && !some(where (p.eft == deny))")
    fits = " && ".join(f"among(r.{name}, p.{name})" for name in names)
    model.add_def("m", "m", f"{fits} && p.begins <= r.at && r.at <= p.ends")
    enforcer = casbin.Enforcer(model)
    enforcer.add_function("among", lambda value, values: value in values)
    for line in lines:
        lists = (line.modes, line.record_types, line.purposes, line.parties, line.parties, line.to_kinds, line.subjects)
        model["p"]["p"].policy.append(
            [*map(frozenset, lists), line.valid_from.timestamp(), line.valid_until.timestamp(),
             "allow" if line.allows else "deny"]
        )  # fmt: skip
    return lambda asked: enforcer.enforce(*asked, now)


def _vakt(lines: Sequence[Line], now: float) -> Decide:
    from vakt import ALLOW_ACCESS, DENY_ACCESS, Guard, Inquiry, MemoryStorage, Policy, RulesChecker
    from vakt.rules import And, GreaterOrEqual, In, LessOrEqual

    storage = MemoryStorage()
    for number, line in enumerate(lines):
        period = And(GreaterOrEqual(line.valid_from.timestamp()), LessOrEqual(line.valid_until.timestamp()))
        storage.add(
            Policy(
                number,
                effect=ALLOW_ACCESS if line.allows else DENY_ACCESS,
                subjects=[{"asker": In(*line.parties), "kind": In(*line.to_kinds)}],
                actions=[{"mode": In(*line.modes), "purpose": In(*line.purposes)}],
                resources=[
                    {"type": In(*line.record_types), "source": In(*line.parties), "subject": In(*line.subjects)}
                ],
                context={"at": period},
            )
        )
    guard = Guard(storage, RulesChecker())

    def decide(asked: Asked) -> bool:
        return guard.is_allowed(
            Inquiry(
                subject={"asker": asked.asker, "kind": asked.asker_kind},
                action={"mode": asked.mode, "purpose": asked.purpose},
                resource={"type": asked.record_type, "source": asked.source, "subject": asked.subject},
                context={"at": now},
            )
        )

    return decide
