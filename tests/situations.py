"""The worked situations of tests/rules/situations, as (file, situation)."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "rules" / "situations"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SITUATIONS: list[tuple[str, dict]] = [
    (path.name, entry)
    for path in sorted(FOLDER.glob("*.yaml"))
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
]
