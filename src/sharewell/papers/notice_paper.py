"""The notice for a child or family, as a document to print."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.ledger import entries
from sharewell.papers import typesetting


def write(*, actor: Actor, openness_id: UUID, notice: Mapping[str, str], at: datetime) -> bytes:
    """Give the notice as PDF/UA; that it was made is in the ledger, what it says is not."""
    headings = {
        "why": "Why we share information",
        "what": "What we share",
        "how": "How we share it",
        "with_whom": "With whom",
        "rights": "Your rights",
    }
    sections = [{"heading": title, "text": notice.get(name, "")} for name, title in headings.items()]
    day = localdate(at)
    paper = typesetting.typeset(
        title="What we share, why and with whom",
        subtitle=f"From {notice.get('from', actor.agency_name)}, {day.day} {day:%B %Y}",
        sections=sections,
        made_on=day,
    )
    entries.append(actor=actor, event="document.made", about=[openness_id], detail={"kind": "notice"}, at=at)
    return paper
