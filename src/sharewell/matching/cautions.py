"""What speaks against trusting a likeness: twins, namesakes, borrowed numbers, placeholder names, the dead."""

from collections.abc import Callable, Mapping, Sequence

from sharewell.matching import names
from sharewell.matching.comparing import Agreement, Known, day_said

Levels = Mapping[str, str]
ALIKE = ("same", "in_part", "sounds_alike", "close", "near")
ANOTHER = ("differs", "near", "close")  # perhaps another first name, such as a twin's
# Names with less evidence than this are carried by several people born on one day in a country.
TELLING_NAME = 19.0  # bits


def cautions(asked: Known, known: Known, agreements: Sequence[Agreement], *, name_bits: float) -> tuple[str, ...]:
    """Give the warnings, as sentences; one is enough to keep a likeness from being called a match."""
    levels = {agreement.aspect: _level(agreement) for agreement in agreements}
    told = [warning for warns in _CHECKS if (warning := warns(levels))]
    if known.died_on:
        told.insert(0, f"This record says that the person died on {day_said(known.died_on)}.")
    if names.is_placeholder(asked.given) or names.is_placeholder(known.given):
        told.append("One of the two has no real first name yet (such as “Baby”).")
    if name_bits < TELLING_NAME and _only_name_and_birth(levels):
        told.append(_of_the_unborn(asked, known) or _little_is_left(levels))
    return tuple(told)


def _level(agreement: Agreement) -> str:
    """Give an agreement's level; a second first name that is not even the same may as well be another's."""
    return "near" if agreement.level == "in_part" and agreement.how else agreement.level


def _borrowed_number(levels: Levels) -> str:
    same = "same" in (levels["nhs_number"], levels["upn"])
    if same and (levels["given"] in ANOTHER or "differs" in (levels["sex"], levels["birth"])):
        return "The number is the same, but the person looks different: it may be a twin's or another's number."
    return ""


def _other_number(levels: Levels) -> str:
    differs = "differs" in (levels["nhs_number"], levels["upn"])
    if differs and levels["family"] in ALIKE and levels["birth"] == "same":
        return "Same birth date and a like name, but another number: a twin, a namesake, or an old number."
    return ""


def _twin(levels: Levels) -> str:
    if "differs" in (levels["nhs_number"], levels["upn"]) or levels["birth"] != "same":
        return ""
    another = levels["given"] in ANOTHER
    # Twins are often given names that sound alike; only a number of their own tells such a pair apart.
    sounds = levels["given"] == "sounds_alike" and "same" not in (levels["nhs_number"], levels["upn"])
    if (another or sounds) and levels["family"] in ALIKE:
        return "Same family name and birth date, but the first name is not quite the same: it may be a twin."
    return ""


def _other_sex(levels: Levels) -> str:
    return "The records give a different sex." if levels["sex"] == "differs" and levels["given"] != "differs" else ""


def _replaced_number(levels: Levels) -> str:
    if levels["nhs_number"] == "earlier":
        return "The NHS number is one that was replaced: check which is in force, and whose the old one was."
    return ""


def _not_quite_the_day(levels: Levels) -> str:
    if levels["birth"] == "close":
        return "The birth dates are one slip apart: one of them may be written wrongly, or these are two people."
    return "Day and month of birth may be swapped in one of the two." if levels["birth"] == "swapped" else ""


def _borrowed_reference(levels: Levels) -> str:
    if levels["reference"] == "same" and "differs" in (levels["given"], levels["family"], levels["birth"]):
        return "An agency’s own number is the same, but something else differs: another agency may use that number too."
    return ""


_CHECKS: tuple[Callable[[Levels], str], ...] = (
    _borrowed_number,
    _other_number,
    _twin,
    _other_sex,
    _replaced_number,
    _not_quite_the_day,
    _borrowed_reference,
)


def _of_the_unborn(asked: Known, known: Known) -> str:
    if asked.due_on and known.due_on and not (asked.born_on or known.born_on):
        return "Only a family name and a due date agree. Both may change: make sure by who the mother is."
    return ""


def _little_is_left(levels: Levels) -> str:
    """Say what is left to know them by, when the number is not there and the place says nothing or speaks against."""
    if levels["family"] in (*ALIKE, "former"):
        return "Only the name and the birth date agree, and others share them: there may be two such people."
    if levels["family"] == "differs" and levels["postcode"] == "differs":
        return (
            "Family name and postcode both differ. Only a first name and a birth date are left to know them by: they"
            " may have moved and changed their name, or it is somebody else."
        )
    return "Only a first name and the birth date agree, and others share them: it may well be somebody else."


def _only_name_and_birth(levels: Levels) -> bool:
    numbers = (levels["nhs_number"], levels["upn"])
    return levels["birth"] in ("same", "due") and "same" not in numbers and levels["postcode"] in ("differs", "unknown")
