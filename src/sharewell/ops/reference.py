"""The reference pages, written from the code so that they cannot say something else."""

from pathlib import Path

from sharewell.ledger.events import EVENTS
from sharewell.ops import rules_reference
from sharewell.rules.access import GRANTED, ROLES, Permission
from sharewell.rules.pathway import PATHWAYS, SAID
from sharewell.rules.timescales import HINTS, KEYS
from sharewell.rules.vocabulary import GLOSSARY

MADE = "<!-- Written by `sharewell reference write`; change the code, not this page. -->\n"


def pages() -> dict[str, str]:
    """Give each reference page's file name and its text in Markdown."""
    return {
        "glossary.md": glossary(),
        "permissions.md": permissions(),
        "states.md": states(),
        "deadlines.md": deadlines(),
        "settings.md": settings_page(),
        "ledger-events.md": ledger_events(),
        **{name: text if name.endswith(".json") else MADE + text for name, text in rules_reference.pages().items()},
    }


def write(folder: Path) -> None:
    """Write every page into a folder."""
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def stale(folder: Path) -> list[str]:
    """Give the names of pages that no longer say what the code says."""
    return [
        name
        for name, text in pages().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


def glossary() -> str:
    """Give the field's words, each defined once."""
    lines = [MADE, "# Glossary", ""]
    for term in GLOSSARY:
        source = f" ({term.source})" if term.source else ""
        lines += [f"**{term.word}.** {term.meaning}{source}", ""]
    return "\n".join(lines)


def permissions() -> str:
    """Give who may do what, as a table a manager can read."""
    lines = [MADE, "# Who may do what", "", "| To | Roles |", "|---|---|"]
    for permission in Permission:
        roles = [ROLES[role] for role, granted in GRANTED.items() if permission in granted]
        who = "everyone who signs in" if len(roles) == len(ROLES) else ", ".join(roles)
        lines.append(f"| {permission.value} | {who} |")
    return "\n".join([*lines, ""])


def states() -> str:
    """Give the states of each kind of thing, and which may follow which."""
    lines = [MADE, "# States", ""]
    for name, pathway in PATHWAYS.items():
        lines += [f"## {name}", "", "| State | What is said | May become |", "|---|---|---|"]
        for state, following in pathway.items():
            after = ", ".join(following) or "nothing: this is an end"
            lines.append(f"| `{state}` | {SAID[state]} | {after} |")
        lines.append("")
    return "\n".join(lines)


SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("DATABASE_URL", "needed", "the database, in the role sharewell_app"),
    ("SHAREWELL_WORKER_DATABASE_URL", "needed by the worker", "the same database, in the role sharewell_worker"),
    ("SHAREWELL_OWNER_DATABASE_URL", "needed to migrate", "the same database, in the role sharewell_owner"),
    ("SHAREWELL_SECRET_KEY", "needed", "signs sessions; at least 50 random characters"),
    ("SHAREWELL_SCOPE_KEY", "needed", "signs whose rows a transaction sees; at least 32 random characters"),
    ("SHAREWELL_LEDGER_KEY_FILE", "needed by the worker", "the key that signs the ledger; the web must not read it"),
    ("SHAREWELL_LEDGER_ORIGIN", "sharewell.example/ledger", "the name the ledger signs with; never change it later"),
    ("SHAREWELL_SPOOL_KEY_FILE", "needed by the worker", "opens what was handed in while the database was lost"),
    ("SHAREWELL_STATE_DIR", "var/ in the project", "contact points for when the database is down, spool, static files"),
    ("SHAREWELL_HOSTS", "localhost", "host names the service answers to, with commas"),
    ("SHAREWELL_ORIGINS", "none", "origins such as https://sharewell.example that may post, with commas"),
    ("SHAREWELL_ADDRESS", "http://localhost:8000", "the address named in notices"),
    ("SHAREWELL_HTTPS", "1 (0 in the demonstration)", "whether a server in front speaks TLS"),
    ("SHAREWELL_PROXIES", "1 with TLS, else 0", "servers in front whose X-Forwarded-For is believed, for rate limits"),
    (
        "SHAREWELL_POOL",
        "0",
        "connections kept open by each web process (the worker: at least 4); 0 opens one a request",
    ),
    (
        "SHAREWELL_PREPARED_AFTER",
        "2",
        "runs before a statement is kept prepared; `never` behind pgbouncer",
    ),
    ("SHAREWELL_MAIL_HOST", "localhost", "the mail server for notices that say only “sign in”"),
    ("SHAREWELL_MAIL_FROM", "sharewell@fossborough.example", "the sender of notices"),
    ("SHAREWELL_MAIL_DIR", "none", "write notices as files here instead of sending them"),
    ("SHAREWELL_WEIGHTS_FILE", "the shipped ones", "a look-up's weights, written by `sharewell match learn`"),
    ("SHAREWELL_DEMO", "0", "1 in the demonstration: no TLS, printed secrets; never with real people"),
)


def deadlines() -> str:
    """Give every clock: what it is, from when it runs, what follows; how long it is, each agency sets for itself."""
    lines = [
        MADE,
        "# Deadlines",
        "",
        "How long each clock gives is an agency's own dated value, changed on the page **Local arrangements** by two",
        "people; a clock that runs keeps the time it started with. Clocks run in the hub's working hours, in London",
        "time, and stand on bank holidays in England.",
        "",
        "| Clock | Counted in | Runs from | When it is over |",
        "|---|---|---|---|",
    ]
    lines += [f"| {one.label} | {HINTS[one.unit]} | {one.runs_from} | {one.then} |" for one in KEYS.values()]
    return "\n".join([*lines, ""])


def settings_page() -> str:
    """Give every setting the environment may hold."""
    lines = [MADE, "# Settings", "", "| Name | If unset | What it is |", "|---|---|---|"]
    lines += [f"| `{name}` | {default} | {meaning} |" for name, default, meaning in SETTINGS]
    return "\n".join([*lines, ""])


def ledger_events() -> str:
    """Give every kind of ledger entry."""
    lines = [MADE, "# What the ledger records", "", "| Event | What a person reads |", "|---|---|"]
    lines += [f"| `{event.name}` | {event.sentence} |" for event in EVENTS.values()]
    return "\n".join([*lines, ""])
