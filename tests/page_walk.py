"""Every page that shows one record: whose it is, its address with the ids of a case, and a client to open it."""

import re
from collections.abc import Iterator
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import UUIDConverter

from sharewell.directory import first_sign_in

# For the whole partnership to read, by design: what they hold is no agency's own.
SHARED = ("local-", "rulebook-", "agreements-")
# Whose page it is, and which record each reference of its address is, by the beginning of the address; first fit.
PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("concern/", "teacher", {"draft": "draft"}),
    ("concerns/", "teacher", {"contact": "contact"}),
    ("intelligence/", "officer", {"ref": "told_police"}),
    ("hub/contact/", "social_worker", {"ref": "contact", "person": "contact_person"}),
    ("hub/followed/", "social_worker", {"judgement": "judgement", "ref": "no_follow_up"}),
    ("hub/person/", "social_worker", {"ref": "person", "kin": "kin", "never": "never"}),
    (
        "hub/enquiry/",
        "social_worker",
        {
            "ref": "enquiry",
            "person": "ref",
            "record": "record",
            "other": "other_person",
            "judgement": "judgement",
            "question": "question",
        },
    ),
    ("requests/<uuid:ref>/sent", "social_worker", {"ref": "request"}),
    ("requests/<uuid:ref>/withdraw", "social_worker", {"ref": "request"}),
    ("requests/", "doctor", {"ref": "request", "entry": "entry", "subject": "subject"}),
    ("decisions/", "doctor", {"ref": "decision", "openness_id": "openness"}),
    ("received/", "social_worker", {"ref": "disclosure"}),
    ("sent/", "doctor", {"ref": "disclosure", "item": "item"}),
    ("advice/", "doctor", {"ref": "consultation"}),
    ("place/", "doctor", {"ref": "release"}),
    ("record/", "doctor", {"ref": "request", "leaf": "leaf"}),
    ("shields/record/", "doctor", {"ref": "locked", "shield": "shield"}),
    ("own-people/", "doctor", {"ref": "record"}),
    ("lists/", "doctor", {"list_import": "list"}),
)


def pages() -> Iterator[tuple[URLPattern, str, dict[str, str]]]:
    for pattern in get_resolver().url_patterns:
        access = getattr(pattern.callback, "page_access", None)
        named = [name for name, kind in pattern.pattern.converters.items() if isinstance(kind, UUIDConverter)]
        if access is None or access.permission is None or not named or pattern.name.startswith(SHARED):
            continue
        fits = [(owner, refs) for begins, owner, refs in PAGES if str(pattern.pattern).startswith(begins)]
        assert fits, f"say in PAGES whose page {pattern.name} is, and what its references are"
        yield pattern, fits[0][0], {name: fits[0][1][name] for name in named}


def address(pattern: URLPattern, refs: dict[str, UUID]) -> str:
    route = re.sub(r"<int:\w+>", "1", str(pattern.pattern))
    return "/" + re.sub(r"<uuid:(\w+)>", lambda found: str(refs[found[1]]), route)


def client_of(practitioner) -> Client:
    first_sign_in.prepare(practitioner, password="correct horse battery", totp_secret="JBSWY3DPEHPK3PXP" * 2)
    client = Client()
    client.force_login(practitioner)
    return client
