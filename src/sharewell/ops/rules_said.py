"""Rules, and what changed about them, in the words of the command line."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from sharewell.rules import exporting, rendering
from sharewell.rules.advice import TITLES, Advice
from sharewell.rules.citations import VERIFIED, Source
from sharewell.rules.comparing import Differences, RulesBetween, Standing
from sharewell.rules.english import english
from sharewell.rules.instruments import SAID, Status
from sharewell.rules.reason import Reason
from sharewell.rules.rule import Part, Rule


def near(name: str, names: Sequence[str]) -> str:
    """Give a hint at names that look like one that there is not."""
    found = get_close_matches(name, names, n=3)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def listed(rules: Iterable[Rule], on: date) -> str:
    """Give rules a line each, by part; those that may not be relied on say so."""
    lines: list[str] = []
    part: Part | None = None
    for rule in sorted(rules, key=lambda rule: list(Part).index(rule.part)):
        if rule.part is not part:
            part = rule.part
            lines += ["", part.value]
        standing = rule.standing(on)
        waits = "" if standing is Status.IN_FORCE or standing is None else f" ({SAID[standing].lower()})"
        lines.append(f"  {rule.id}: {rule.statement}{waits}")
    return "\n".join(lines[1:]) + "\n"


def shown(rule: Rule, on: date) -> str:
    """Give everything about a rule."""
    cited = rule.cited_on(on)
    standing = rule.standing(on)
    told = {
        "statement": rule.statement,
        "says": rule.met,
        "where it does not hold": rule.not_met,
        "where it is not known": rule.ask,
        "holds when": english(rule.applies & rule.when),
        "source": f"{cited.document}, {cited.paragraph} ({cited.dated_on(on)})",
        "address": cited.address,
        "verified": VERIFIED[cited.verified],
        "in force": f"from {rule.since}" + (f" to {rule.until}" if rule.until else ""),
        "standing today": SAID[standing] if standing else "Not in force",
        "rests on": rule.instrument or "",
        "supersedes": rule.supersedes or "",
        "where": rule.jurisdiction,
    }
    return "\n".join([f"{rule.id} ({rule.part})", *(f"  {label}: {text}" for label, text in told.items() if text)])


def between(changed: RulesBetween) -> str:
    """Give what changed in the rulebook between two days."""
    lines = [f"The rules of {changed.earlier} and those of {changed.later}"]
    lines += _group(
        "Replaced",
        [f"{a.id} by {b.id}\n      then: {a.statement}\n      now:  {b.statement}" for a, b in changed.replaced],
    )
    lines += _group(
        "Came", [f"{rule.id}, {rule.since}: {rule.statement} [{_cite(rule.cited)}]" for rule in changed.appeared]
    )
    lines += _group("Went", [f"{rule.id}, last on {rule.until}: {rule.statement}" for rule in changed.gone])
    lines += _group("Standing", [_standing(one) for one in changed.standing])
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "Nothing changed."]) + "\n"


def of_case(changed: Differences) -> str:
    """Give what changed for one case between two days."""
    lines = ["", "For this case"]
    lines += _group("Advice", [_advised(changed.earlier), _advised(changed.later)])
    others = [pair for pair in changed.reworded if pair.part is not Part.RECOMMENDATION]
    lines += _group("Said otherwise", [f"then: {_said(pair.before)}\n    now:  {_said(pair.after)}" for pair in others])
    lines += _group("Newly said", list(map(_said, changed.appeared)))
    lines += _group("No longer said", list(map(_said, changed.gone)))
    lines += _group("Shown, not relied on", [_standing(one) for one in changed.standing])
    lines += _group("Sources that came", list(map(_cite, changed.sources_appeared)))
    lines += _group("Sources that went", list(map(_cite, changed.sources_gone)))
    return "\n".join(lines if changed.anything else [*lines, "", "Nothing changed for it."]) + "\n"


def between_as_data(changed: RulesBetween, case: Differences | None) -> dict[str, Any]:
    """Give the same as plain data."""
    told: dict[str, Any] = {
        "format": "sharewell-changes/1",
        "earlier": changed.earlier.isoformat(),
        "later": changed.later.isoformat(),
        "replaced": [[a.id, b.id] for a, b in changed.replaced],
        "came": [exporting.rule_as_data(rule) for rule in changed.appeared],
        "went": [exporting.rule_as_data(rule) for rule in changed.gone],
        "standing": [{"rule": one.rule.id, "before": one.before, "after": one.after} for one in changed.standing],
        "case": None,
    }
    if case is not None:
        told["case"] = {
            "earlier": rendering.to_json(case.earlier),
            "later": rendering.to_json(case.later),
            "said_otherwise": [[_plain(pair.before), _plain(pair.after)] for pair in case.reworded],
            "newly_said": list(map(_plain, case.appeared)),
            "no_longer_said": list(map(_plain, case.gone)),
        }
    return told


def _group(title: str, entries: Sequence[str]) -> list[str]:
    return ["", f"{title} ({len(entries)})", *(f"  - {entry}" for entry in entries)] if entries else []


def _standing(one: Standing) -> str:
    before, after = (SAID[status].lower() if status else "not there" for status in (one.before, one.after))
    return f"{one.rule.id}: {before}, then {after}: {one.rule.statement}"


def _advised(advice: Advice) -> str:
    return f"{advice.on}: {TITLES[advice.recommendation]}. {_said(advice.reason)}"


def _said(reason: Reason) -> str:
    return f"{reason.text} [{reason.rule.id}]"


def _plain(reason: Reason) -> dict[str, str]:
    return {"rule": reason.rule.id, "finding": reason.finding.value, "text": reason.text, "gives": reason.gives}


def _cite(source: Source) -> str:
    unverified = "; unverified source" if source.verified == "recalled" else ""
    return f"{source.document}, {source.paragraph}, {source.dated}{unverified}"
