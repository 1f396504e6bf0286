"""The agencies: each is asked, advised, decides, and shares the least that is enough."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sharewell.involvement import queries as involvement
from sharewell.ops.walk.stage import Walk, now
from sharewell.sharing import decisions, fact_finding, openness, queries, requests
from sharewell.sharing.items import Item


def answer(walk: Walk, name: str, code: str, *, own_words: str = "") -> None:
    """An agency goes through the guide, decides, and shares the least that is enough."""
    with walk.as_(name, "An agency is asked, advised, and decides") as actor:
        request_id = walk.kept["requests"][code]
        request = requests.open_one(actor=actor, request_id=request_id, at=now())
        finding = fact_finding.answer(
            actor=actor,
            request_id=request_id,
            draft_id=None,
            answers={"necessary": True},
            known=fact_finding.known_from_request(actor, request),
            version=0,
            at=now(),
        )
        walk.sees(f"the guide: {finding.advice.get('title', 'unassisted')}. You decide.")
        records = [UUID(record) for one in request.subjects.all() for record in one.record_ids]
        own = list(involvement.own_entries(actor, involvement.own_records_beside(actor, records)))
        walk.sees(f"{len(own)} entries of their own about Mason")
        items = [_item(actor, entry, walk.kept["person"]) for entry in own[:1]]
        if not items:
            items = [Item(own_words, "fact", actor.agency_name, "Mason Tempest", walk.kept["person"])]
        made = decisions.record(
            actor=actor,
            key=uuid4(),
            request_id=request_id,
            outcome="part",
            reasons="It bears on the question, and no more does.",
            tests={"proportionate": "One entry, no more."},
            advice=finding.advice,
            departure_reason="Waiting is worse than sharing.",
            items=items,
            recipient_id=None,
            covering_note="",
            message="The rest does not bear on it.",
            record_ids=records,
            at=now(),
        )
        walk.decides(f"to share {len(items)} passage and keep the rest back")
        walk.holds(queries.not_yet_received(actor).count() == 1, "what nobody opened counts as passed on")
        walk.kept.setdefault("decisions", []).append((name, made.id))


def _item(actor: Any, entry: Any, person_id: UUID) -> Any:

    return Item(
        text=entry.text,
        kind="report",
        source=f"{actor.agency_name}, {entry.category}",
        subject_name="Mason Tempest",
        subject_person_id=person_id,
        entry_id=entry.id,
        happened_on=entry.happened_on,
        known_on=entry.known_on,
        purpose_served="What happened at home",
    )


def be_open(walk: Walk) -> None:
    """The police record why the family is not told now, and when they look again."""
    name, decision_id = walk.kept["decisions"][1]
    with walk.as_(name, "Openness: why not now, and when again") as actor:
        made = openness.record(
            actor=actor,
            key=uuid4(),
            decision_id=decision_id,
            told="not_yet",
            whom="",
            how="",
            notice={},
            not_now_reason="It could put Mason and his mother at more risk.",
            look_again_on=now().date() + timedelta(days=7),
            at=now(),
        )
        walk.decides(f"not to tell them now; looks again on {made.look_again_on}. Nothing was sent to anybody")
