"""What each run-time role may do with each table, applied after every migration."""

from django.db import connection

RUN_TIME_ROLES = ("sharewell_app", "sharewell_worker")

# May be added to and read, never changed: evidence.
APPEND_ONLY = frozenset(
    {
        "ledger_leaf",
        "ledger_position",
        "ledger_checkpoint",
        "ledger_subtree",
        "sharing_message",
        "sharing_correction",
        "cases_rating",
        "directory_bankholiday",
        "local_rulebookversion",
        "local_rulebooksignoff",
        "involvement_policyinforce",
    }
)

# Of a row that is there only these columns may be changed: dated values end and are never rewritten.
CHANGEABLE = {
    "directory_arrangement": ("valid_to", "checked_on"),
    "directory_contactpoint": ("valid_to", "checked_on"),
    "directory_retentionperiod": ("valid_to", "checked_on"),
    "local_localnote": ("valid_to", "checked_on"),
    "local_localchange": ("state", "decided_by_id", "decided_at", "decision_reason", "took_effect_on", "made_id"),
    "directory_urgentnumber": ("confirmed_at", "last_day", "ended_at"),
}

# Rows here are working state, not records, and may be removed.
DELETABLE = frozenset(
    {
        "django_session",
        "sharewell_cache",
        "mfa_authenticator",
        "account_emailaddress",
        "account_emailconfirmation",
        "cases_contactdraft",
        "people_listfile",
    }
)

# Written by the worker only; the web may read.
WORKER_WRITES = frozenset({"ledger_position", "ledger_checkpoint", "ledger_subtree"})

# Added to by everyone; taken away by the worker alone, under policies that say when (placed, or its time has ended).
WORKER_REMOVES = frozenset({"ledger_opening", "ledger_about", "ledger_waiting"})

# Nobody at run time changes these.
READ_ONLY = frozenset(
    {"django_migrations", "django_content_type", "auth_group", "auth_group_permissions", "auth_permission"}
)

# Reached only through a SECURITY DEFINER function of the owner.
UNREACHABLE_PREFIXES = ("lookup_", "cases_watchmemory")


def apply() -> None:
    """Grant each table's privileges to the run-time roles, and nothing more; run as the owner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {', '.join(RUN_TIME_ROLES)}")
        for table in tables:
            for role in RUN_TIME_ROLES:
                cursor.execute(f'REVOKE ALL ON public."{table}" FROM {role}')
                privileges = privileges_for(table, role)
                if privileges:
                    cursor.execute(f'GRANT {privileges} ON public."{table}" TO {role}')
        for role in RUN_TIME_ROLES:
            cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")


def privileges_for(table: str, role: str) -> str:
    """Give the SQL privileges a role has on a table, for example ``SELECT, INSERT``; empty for none."""
    if table.startswith(UNREACHABLE_PREFIXES):
        return ""
    if table in READ_ONLY:
        return "SELECT"
    if table.startswith("procrastinate_"):
        return "SELECT, INSERT, UPDATE, DELETE" if role == "sharewell_worker" else "SELECT, INSERT"
    if table in WORKER_WRITES:
        return "SELECT, INSERT" if role == "sharewell_worker" else "SELECT"
    if table in WORKER_REMOVES:
        return "SELECT, INSERT, DELETE" if role == "sharewell_worker" else "SELECT, INSERT"
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    if table in DELETABLE:
        return "SELECT, INSERT, UPDATE, DELETE"
    return f"SELECT, INSERT, UPDATE{_columns(table)}"


def _columns(table: str) -> str:
    return f" ({', '.join(CHANGEABLE[table])})" if table in CHANGEABLE else ""
