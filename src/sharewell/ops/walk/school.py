"""The school: danger first, a concern raised, and the answer to it."""

from typing import Any
from uuid import uuid4

from sharewell.cases import contact_queries, drafts, feedback
from sharewell.directory.lines import right_now
from sharewell.ops.walk.stage import STEPS, Walk, now
from sharewell.sharing import fact_finding, raising


def danger(walk: Walk) -> None:
    """Danger first: the page that needs neither sign-in nor database."""
    walk.number += 1
    print(f"\n{walk.number:2}/{STEPS}  Danger first, before anybody signs in")
    emergency, line = right_now("emergency"), right_now("safeguarding")
    walk.holds(emergency is not None and emergency.phone == "999", "999 is not shown")
    walk.holds(line is not None, "the hub's line is not shown")
    walk.sees(f"call 999; then {line.said if line else 'nobody'}")


def raise_a_concern(walk: Walk) -> None:
    """A teacher writes a worry down and sends it."""
    with walk.as_("james.lea", "A teacher raises a concern") as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=now())
        mason = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013", "relation": "child"}
        pages: dict[str, dict[str, Any]] = {
            "danger": {"danger": "no"},
            "people": {"list": [mason]},
            "seen": {
                "observed": "Mason told me he hid in the wardrobe when Daz shouted.",
                "thought": "He is frightened.",
            },
            "words": {"child_words": "I took Isla upstairs."},
            "strengths": {"strengths": "Mason loves Isla and reads to her."},
            "route": {"route": "safeguarding"},
            "family": {"told": "unsafe", "why": "Daz might react."},
        }
        for step, answers in pages.items():
            draft = drafts.save(
                actor=actor, draft_id=draft.id, step=step, answers=answers, version=draft.version, at=now()
            )
        advice = fact_finding.advise(fact_finding.known_from_draft(actor, draft), now().date())
        walk.sees(f"the guide: {advice['title']}. {advice['you_decide']}")
        contact = raising.send(actor=actor, draft_id=draft.id, reasons="He may be hit next.", at=now())
        again = raising.send(actor=actor, draft_id=draft.id, reasons="He may be hit next.", at=now())
        walk.holds(again.id == contact.id, "a double click made two contacts")
        walk.decides(f"to share it. The receipt reads {contact.reference}")
        walk.kept["contact"] = contact.id


def hear_back(walk: Walk) -> None:
    """The teacher reads the feedback; an agency that was not asked sees nothing of it all."""
    with walk.as_("james.lea", "The teacher hears back") as actor:
        told = feedback.for_sender(actor=actor, contact_id=walk.kept["contact"], at=now())
        walk.holds(told is not None, "the teacher heard nothing")
        walk.sees(f"“{told.text if told else ''}”")
        walk.holds(contact_queries.raised_by_my_agency(actor).count() == 1, "the school sees more than its own")
