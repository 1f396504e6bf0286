"""What somebody types to look a person up, read as people write it: facts, what is doubtful, what cannot be used."""

from dataclasses import dataclass, field
from datetime import date

from sharewell.matching import dates, identifiers, names
from sharewell.matching.comparing import Known, day_said

WILD = frozenset("*%_")


@dataclass(frozen=True, slots=True)
class Written:
    """The facts as written; every one may be empty."""

    given: str = ""
    family: str = ""
    others: str = ""  # a nickname, an earlier or another family name
    birth: str = ""  # a date, a part of one, an age, or a due date
    sex: str = ""
    postcode: str = ""  # now or before, whole or its first half
    number: str = ""  # NHS number or UPN
    reference: str = ""  # an agency's own number


@dataclass(frozen=True, slots=True)
class Read:
    """The person to look for; ``errors`` and ``doubts`` are sentences by the name of the fact."""

    known: Known
    errors: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


def read(written: Written, *, today: date) -> Read:
    """
    Read what was typed. What cannot be right is an error and is not looked for; what may be otherwise is a doubt.

    Which name is the first one need not be known: they are compared crossed over too, and a whole name in one box is
    taken apart. ``today`` decides the year of an age.
    """
    errors: dict[str, str] = {}
    doubts: dict[str, str] = {}
    given, family = _names(written, errors)
    birth = dates.read(written.birth, today=today)
    if birth.on is None and birth.doubt:
        errors["birth"] = (
            f"{_sentence(birth.doubt)}. Write a day such as 4/7/2015, a year, “about 2015”, an age, or “due 8/2/2027”"
        )
    elif birth.doubt:
        doubts["birth"] = _sentence(birth.doubt)
    elif birth.on and birth.others:
        doubts["birth"] = f"Read as {day_said(birth.on)}; {day_said(birth.others[0])} is looked for too"
    nhs_number, upn = _number(written.number, errors, doubts)
    known = Known(
        given=given,
        family=family,
        known_as=written.others.strip(),
        former=written.others.strip(),
        born_on=None if birth.is_due_date else birth.on,
        birth_accuracy=birth.accuracy if birth.on and not birth.is_due_date else "AAA",
        other_births=birth.others,
        due_on=birth.on if birth.is_due_date else None,
        sex=written.sex if written.sex in ("M", "F") else "",
        nhs_number=nhs_number,
        upn=upn,
        postcode=_postcode(written.postcode, errors, doubts),
        references=(reference,) if (reference := identifiers.reference(written.reference)) else (),
    )
    return Read(known, errors, doubts)


def is_enough(known: Known) -> bool:
    """Say whether there are two facts, or one number: an initial, and the first half of a postcode, are none."""
    if known.nhs_number or known.upn or any(len(one) > 2 for one in known.references):
        return True
    facts = (
        any(len(part) > 1 for part in names.parts(f"{known.given} {known.known_as}")),
        any(len(part) > 1 for part in names.parts(known.family)),
        bool(known.born_on or known.due_on),
        " " in known.postcode,
    )
    return sum(facts) >= 2


def is_wild(known: Known) -> bool:
    """Say whether a name holds a sign that stands for any letters: nobody is looked up by such."""
    return any(sign in f"{known.given}{known.family}{known.known_as}{known.former}" for sign in WILD)


def _names(written: Written, errors: dict[str, str]) -> tuple[str, str]:
    given, family = written.given.strip(), written.family.strip()
    for name, value in (("given", given), ("family", family), ("others", written.others)):
        if WILD & set(value):
            errors[name] = (
                "Write the name as far as you know it, without signs such as * or %. Near spellings are found"
            )
    if "," in given and not family:
        family, _, given = (part.strip() for part in given.partition(","))
    elif bool(given) != bool(family) and len((given or family).split()) > 1:
        *first, last = (given or family).split()
        given, family = " ".join(first), last
    return given, family


def _number(text: str, errors: dict[str, str], doubts: dict[str, str]) -> tuple[str, str]:
    """Read an NHS number or a UPN; passing its check says that it is well formed, never whose it is."""
    is_upn = any(char.isalpha() for char in text.strip()[:1])
    checked = identifiers.upn(text) if is_upn else identifiers.nhs_number(text)
    if not checked.value and checked.verdict != "empty":
        offer = f": did you mean {checked.offer}?" if checked.offer else ". Check it, or leave it out"
        errors["number"] = _sentence(checked.why) + offer
    elif checked.verdict == "accept_temporary":
        doubts["number"] = "It is a temporary UPN: the pupil may have another one since"
    elif checked.why:
        doubts["number"] = _sentence(checked.why)
    return ("", checked.value) if is_upn else (checked.value, "")


def _postcode(text: str, errors: dict[str, str], doubts: dict[str, str]) -> str:
    checked = identifiers.postcode(text)
    if checked.verdict in ("reject", "ask"):
        offer = f": did you mean {checked.offer}?" if checked.offer else ". Check it, or leave it out"
        errors["postcode"] = _sentence(checked.why) + offer
        return ""
    if checked.verdict == "placeholder":
        doubts["postcode"] = _sentence(checked.why) + "; it is not looked for"
        return ""
    return checked.value


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
