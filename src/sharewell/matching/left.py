"""What is left to find or to know somebody by: said before an empty answer is taken for a no."""

from collections.abc import Iterable

from sharewell.matching import names
from sharewell.matching.candidates import Candidate
from sharewell.matching.comparing import Known, compare

_FACTS = (
    ("first name", "given"),
    ("family name", "family"),
    ("NHS number", "nhs_number"),
    ("pupil number", "upn"),
    ("postcode", "postcode"),
    ("sex", "sex"),
)
UNBORN = (
    "An unborn child is on few lists: under the mother’s family name or another, and with a due date that moves. Look"
    " for the mother too: whoever works with her can tell you about the child."
)
NO_NAME = (
    "“Baby” is no name to look by: what is compared is the family name, the day and the place. Look again once the"
    " child has a name. The number given at birth finds the record whatever the name."
)
NO_DAY = "Only an age or a part of a date is known, and many share it. The day of birth would tell most."
NO_NUMBER = (
    "If they have moved and changed their name, only the first name and the exact day of birth are left to find them"
    " by, and others share those. A number, an earlier name or an earlier postcode would find them."
)
OTHERS_NUMBER = (
    "The number you gave stands on records of people who look different, such as brother and sister. On one of them it"
    " is wrong. Do not go by the number: ask for the name and the day of birth."
)
WHOLE_NEW = (
    "If name and place are both new, nothing of this finds them. Ask for the day of birth or a number, or look for the"
    " mother, a brother or a sister."
)


def to_find_by(asked: Known) -> tuple[str, ...]:
    """Give what limits this look-up, in sentences, and what would help; nothing when a number was given with a name."""
    has_number = bool(asked.nhs_number or asked.upn or asked.references)
    has_day = bool(asked.born_on) and (asked.birth_accuracy or "AAA") == "AAA"
    said = []
    if asked.due_on and not asked.born_on:
        said.append(UNBORN)
    if names.is_placeholder(asked.given):
        said.append(NO_NAME)
    if asked.born_on and not has_day:
        said.append(NO_DAY)
    if not has_number and not (asked.due_on and not asked.born_on):
        said.append(NO_NUMBER if has_day and names.parts(asked.given) else WHOLE_NEW)
    return tuple(said)


def of_different_people(found: Iterable[Candidate]) -> str:
    """Say so when the number asked for stands on records of people who look different; else nothing."""
    with_number = [one.known for one in found if one.has_number]
    for place, one in enumerate(with_number):
        for other in with_number[place + 1 :]:
            levels = {agreement.aspect: agreement.level for agreement in compare(one, other)}
            if "differs" in (levels["given"], levels["birth"], levels["sex"]):
                return OTHERS_NUMBER
    return ""


def not_compared(asked: Known, found: Known) -> tuple[str, ...]:
    """Give the facts that only one of the two has, so that nothing is taken to agree which was not looked at."""
    pairs = [(name, _has(asked, field), _has(found, field)) for name, field in _FACTS]
    pairs.insert(2, ("birth", bool(asked.born_on or asked.due_on), bool(found.born_on or found.due_on)))
    missing = ", ".join(name for name, ours, theirs in pairs if ours and not theirs)
    not_given = ", ".join(name for name, ours, theirs in pairs if theirs and not ours)
    return tuple(
        said
        for said in (
            f"not in this record: {missing}" if missing else "",
            f"in this record, and you gave none: {not_given}" if not_given else "",
        )
        if said
    )


def _has(known: Known, field: str) -> bool:
    if field == "given":
        return bool(names.parts(f"{known.given} {known.known_as}"))
    return bool(names.parts(known.family) if field == "family" else getattr(known, field))
