"""Agreeing with a person on which column holds what: proposed, corrected, and kept in a file."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sharewell.matching.linking import columns, reading
from sharewell.matching.linking.columns import SAID, Proposal
from sharewell.matching.linking.reading import Style
from sharewell.ops.matching.refusing import Refused

Chosen = dict[str, dict[str, str]]  # for each list by its file's name: the heading of each field
HOW = (
    "Press Enter to accept. To change a line, type field=heading (such as family=Last Name); field= leaves it out."
    " Type q to stop."
)


def read(file: Path) -> Chosen:
    """Give the mapping that a file holds."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(name): {str(field): str(heading) for field, heading in chosen.items()} for name, chosen in said.items()
        }
    except (ValueError, AttributeError) as fault:
        raise Refused(f"{file.name} is no mapping as --save-mapping writes one: {fault}") from fault


def write(file: Path, mapping: Chosen) -> None:
    """Keep a mapping for the next time."""
    file.write_text(json.dumps(mapping, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def check(mapping: Chosen, styles: Mapping[str, Style]) -> None:
    """Refuse a mapping that does not fit the lists."""
    for name, how in styles.items():
        if name not in mapping:
            raise Refused(f"the mapping says nothing of {name}; it speaks of {', '.join(mapping) or 'no list'}")
        fault = columns.wrong(mapping[name], how.headings)
        if fault:
            raise Refused(f"{name}: {fault}")


def propose(paths: Sequence[Path], styles: Mapping[str, Style], *, today: date) -> dict[str, list[Proposal]]:
    """Propose the columns of each list from headings and contents."""
    return {
        path.name: columns.propose(styles[path.name].headings, reading.sample(path, styles[path.name]), today=today)
        for path in paths
    }


def chosen(proposed: Mapping[str, Sequence[Proposal]]) -> Chosen:
    """Give a proposal as a mapping."""
    return {name: {one.field: one.heading for one in found} for name, found in proposed.items()}


def show(name: str, how: Style, found: Sequence[Proposal]) -> str:
    """Give a list's proposal in words: field, heading and why, and what would not be used. No contents are shown."""
    lines = [f"{name} ({how.encoding.removesuffix('-sig')}):"]
    lines += [f"  {one.field:11} {SAID[one.field]:26} from “{one.heading}”: {one.because}" for one in found]
    used = {one.heading for one in found}
    rest = [heading for heading in how.headings if heading not in used]
    if rest:
        lines.append(f"  not used: {', '.join(rest)}")
    fault = columns.wrong({one.field: one.heading for one in found}, how.headings)
    return "\n".join([*lines, *([f"  This cannot be used yet: {fault}."] if fault else [])])


def agree(
    proposed: Mapping[str, Sequence[Proposal]], styles: Mapping[str, Style], *, ask: Callable[[str], str] | None = None
) -> Chosen:
    """Show each list's proposal on the terminal and take corrections until a person accepts it."""
    return {name: _agree_on(name, styles[name], list(found), ask or input) for name, found in proposed.items()}


def _agree_on(name: str, how: Style, found: list[Proposal], ask: Callable[[str], str]) -> dict[str, str]:
    while True:
        print(f"\n{show(name, how, found)}\n{HOW}")
        said = ask("> ").strip()
        if said.lower() == "q":
            raise Refused("you stopped before the columns were agreed on; nothing was linked")
        now = {one.field: one.heading for one in found}
        if not said:
            if not columns.wrong(now, how.headings):
                return now
            continue
        field, _, heading = (part.strip() for part in said.partition("="))
        changed = {one: where for one, where in now.items() if one != field} | ({field: heading} if heading else {})
        fault = columns.wrong({field: heading}, how.headings) if heading and field not in columns.ALL_FIELDS else ""
        fault = fault or (f"there is no column “{heading}”" if heading and heading not in how.headings else "")
        if fault:
            print(f"Not changed: {fault}.")
            continue
        kept = {one.field: one for one in found}
        found = [
            kept[one] if one in kept and kept[one].heading == where else Proposal(one, where, "you said so")
            for one, where in changed.items()
        ]
