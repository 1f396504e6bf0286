"""Taking in a concern that was handed in while the database was lost, as a task for the hub."""

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.cases import drafts
from sharewell.cases.models import Contact
from sharewell.directory import access, queries
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotFound
from sharewell.sharing import raising


def taker() -> Actor:
    """Give the hub's practitioner in whose name it is taken in, a manager if there is one; raises ``NotFound``."""
    hub = queries.hub("safeguarding")
    found = sorted(
        queries.practitioners_of(hub.id, Permission.SEE_HUB_QUEUE),
        key=lambda one: (not may(one.role, Permission.GIVE_ADVICE), one.family_name),
    )
    if not found:
        raise NotFound("Nobody in the hub can take this in", "Give somebody in the hub an account.")
    return access.actor_for(found[0])


def take_in(*, actor: Actor, words: Mapping[str, str], known_by: str, receipt: str, at: datetime) -> Contact:
    """
    Make a contact of the hub's own from what somebody wrote without signing in, and say so in it.

    Who wrote it is what they typed, so that nobody else's name is put to it. ``known_by`` is the sealed file's name:
    the same file twice makes one contact. Nothing missing stops it.
    """
    draft_id = uuid5(NAMESPACE_URL, f"sharewell-spool:{known_by}")
    drafts.start(actor=actor, draft_id=draft_id, at=at)
    for step, answers in _answers(words, receipt).items():
        version = drafts.read(actor, draft_id).version
        drafts.save(actor=actor, draft_id=draft_id, step=step, answers=answers, version=version, at=at)
    reasons = "Its sender handed it in while Sharewell was not working; it was taken in when it worked again."
    return raising.send(actor=actor, draft_id=draft_id, reasons=reasons, at=at)


def _answers(words: Mapping[str, str], receipt: str) -> dict[str, dict[str, object]]:
    def text(name: str) -> str:
        return words.get(name, "").strip()

    written = timezone.localtime(datetime.fromisoformat(words["written_at"]))
    sender = ", ".join(part for part in (text("name"), text("agency"), text("phone")) if part) or "not said"
    heading = (
        f"Handed in without signing in, while Sharewell was not working, on {written:%d.%m.%Y at %H:%M}. "
        f"Receipt {receipt}. Sender, not proved: {sender}. Ring them back."
    )
    observed = "\n\n".join(part for part in (heading, text("who") and f"About: {text('who')}", text("what")) if part)
    person = {"kind": "child", "note": text("who")[:300] or "Not said: read what was seen"}
    return {
        "danger": {"danger": text("danger"), "action": ""},
        "people": {"list": [person]},
        "seen": {"observed": observed},
        "contact": {"safe_contact": f"The sender: {sender}"},
    }
