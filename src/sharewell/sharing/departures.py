"""Where a decision goes another way than the advice, judged for each person: it is asked about, and never blocked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sharewell.sharing.items import Item
from sharewell.sharing.models import RequestSubject

# Which recommendations a decision to share, or not to, departs from.
AGAINST_SHARING = ("DO_NOT_SHARE", "SEEK_FIRST")
FOR_SHARING = ("SHARE_NOW", "SHARE_TRIMMED")


def departed_from(
    advice: Mapping[str, Any], outcome: str, items: Sequence[Item], subjects: Iterable[RequestSubject]
) -> list[Mapping[str, Any]]:
    """
    Give the advice a decision departs from: about the one person, or about each of several it differs for.

    Sharing departs from advice against it for whomever something is shared about; to share nothing departs from any
    advice to share. A passage that does not say whom it is about counts as about everybody. Without advice nothing is
    departed from.
    """
    about_each = advice.get("people") or [advice]
    if outcome == "nothing":
        return [one for one in about_each if one.get("recommendation") in FOR_SHARING]
    against = [one for one in about_each if one.get("recommendation") in AGAINST_SHARING]
    people = {str(one.id): one for one in subjects}
    return [one for one in against if _is_told_of(people.get(one.get("subject", "")), items)]


def marked(advice: Mapping[str, Any], departed: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the advice as it is kept: where it is about several people, with a mark on what was departed from."""
    people = advice.get("people")
    if not people:
        return dict(advice)
    return {**advice, "people": [{**one, "departed": one in departed} for one in people]}


def _is_told_of(subject: RequestSubject | None, items: Sequence[Item]) -> bool:
    """Say whether something is told of a person; of one who is not known it is taken that it is."""
    return subject is None or any(_tells_of(item, subject) for item in items)


def _tells_of(item: Item, subject: RequestSubject) -> bool:
    if item.subject_id is None or item.subject_id == subject.id:
        return True
    names = [name for name in (subject.given_name, subject.family_name) if name]
    if not names:
        return True
    # The family name alone is shared by others; where no given name is known it is all there is.
    return re.search(rf"\b{re.escape(names[0])}\b", item.text, re.IGNORECASE) is not None
