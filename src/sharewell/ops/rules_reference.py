"""The reference of what goes into the rules and what comes out: two pages and two schemas, made from the code."""

import json
from typing import Any

from sharewell.rules.advice import TITLES
from sharewell.rules.citations import VERIFIED
from sharewell.rules.facts import FACTS, PAGES
from sharewell.rules.instruments import SAID
from sharewell.rules.rendering import SECTIONS
from sharewell.rules.rule import Effect, Part
from sharewell.rules.schema import advice_schema, facts_schema, keys_of

CHOSEN = {
    "timing": ("How fast", Part.SPEED),
    "route": ("Whom to tell", Part.ROUTE),
    "openness": ("Telling them", Part.OPENNESS),
    "seek_consent": ("Agreement", Part.CONSENT_SEEK),
}
EFFECTS = {
    Effect.PERMIT: "allows",
    Effect.REQUIRE: "asks for something to be done",
    Effect.FORBID: "says what must not be",
    Effect.WARN: "warns",
    Effect.ASK: "asks for something to be found out",
    Effect.RECORD: "says what to write down",
}


def pages() -> dict[str, str]:
    """Give each file's name under the reference and its text."""
    return {
        "facts.md": facts(),
        "advice.md": advice(),
        "schema/facts.schema.json": _json(facts_schema()),
        "schema/advice.schema.json": _json(advice_schema()),
    }


def facts() -> str:
    """Give every fact, by the page of the guide it is asked on."""
    lines = [
        "# Facts",
        "",
        (
            "What the rules can be told about one item, about one person, to one recipient. A file of facts is YAML or "
            "JSON, one fact a line. Every fact may be left out, `null` or `unknown`: that is not known, never read as "
            "no. The same as a [JSON Schema](schema/facts.schema.json)."
        ),
        "",
        "```yaml",
        "level_of_concern: significant_harm",
        "protected: child",
        "recipient_role: hub_social_worker",
        "consent: refused",
        "in_doubt: false",
        "```",
        "",
    ]
    for page in PAGES.values():
        lines += [f"## {page.title}", ""]
        for fact in FACTS.values():
            if fact.page == page.id:
                lines += [f"### `{fact.id}`", "", fact.question, ""]
                lines += [f"Why it is asked: {fact.why}", ""]
                lines += [fact.help, ""] if fact.help else []
                lines += _answers(fact.id)
    return "\n".join(lines)


def _answers(name: str) -> list[str]:
    fact = FACTS[name]
    if fact.kind == "yes_no":
        return ["`true`, `false` or `unknown`", ""]
    if fact.kind == "date":
        return ["A day such as `2026-03-14`, or `unknown`", ""]
    return ["| Value | Means |", "|---|---|", *(f"| `{one.id}` | {one.label} |" for one in fact.options), ""]


def advice() -> str:
    """Give the form of the advice, and every key it may hold."""
    schema = advice_schema()
    lines = [
        "# Advice",
        "",
        (
            "What `sharewell advise FACTS.yaml --json` prints, and what is kept with a decision. "
            "The same as a [JSON Schema](schema/advice.schema.json). A person decides."
        ),
        "",
        *_table(schema["properties"]),
        "## Recommendations",
        "",
        "| Value | Means |",
        "|---|---|",
        *(f"| `{one.value}` | {title} |" for one, title in TITLES.items()),
        "",
        "## Sections",
        "",
        "`sections` holds these lists of sentences, each of the form below. An empty list has nothing to say.",
        "",
        "| Key | Heading |",
        "|---|---|",
        *(f"| `{key}` | {title} |" for key, title, _ in SECTIONS),
        "",
    ]
    for name, title in {
        "reason": "A sentence",
        "source": "A source",
        "change": "A change",
        "question": "A question",
    }.items():
        lines += [f"## {title}", "", *_table(schema["$defs"][name]["properties"])]
    for field, (title, part) in CHOSEN.items():
        lines += [f"## {title}: the keys of `{field}`", "", "| Key | Says, for example |", "|---|---|"]
        lines += [*(f"| `{key}` | {said} |" for key, said in keys_of(part).items()), ""]
    lines += ["## Words", "", "| Word | Means |", "|---|---|"]
    lines += [f"| status `{status.value}` | {said} |" for status, said in SAID.items()]
    lines += [f"| verified `{name}` | {said} |" for name, said in VERIFIED.items()]
    lines += [f"| effect `{effect.value}` | the rule {said} |" for effect, said in EFFECTS.items()]
    lines += ["| finding `met` | the rule holds |", "| finding `not_met` | it does not |"]
    lines += ["| finding `ask` | it is not known whether it holds |"]
    return "\n".join([*lines, ""])


def _table(properties: dict[str, Any]) -> list[str]:
    lines = ["| Key | What it is |", "|---|---|"]
    lines += [f"| `{key}` | {one.get('description', '')}{_form(one)} |" for key, one in properties.items()]
    return [*lines, ""]


def _form(schema: dict[str, Any]) -> str:
    """Give what form a value has, where its name does not say it."""
    refers = (schema.get("items") or schema).get("$ref", "")
    if refers:
        name = refers.rsplit("/", 1)[1]
        kinds = {"reason": "sentence", "chosen": "sentence with its `key`"}
        return f" ({'a list: each ' if 'items' in schema else ''}a {kinds.get(name, name)})".replace(
            "a answer", "an answer"
        )
    return " (true or false)" if schema.get("type") == "boolean" else ""


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
