"""What agrees and what differs, said in words, never as a percentage."""

from sharewell.matching.comparing import OTHERS_DIFFER, Agreement

_SAID = {
    ("given", "same"): "first name the same ({found})",
    ("given", "short_form"): "first name a usual form of the other ({asked}, {found})",
    ("given", "sounds_alike"): "first name sounds alike ({asked}, {found})",
    ("given", "close"): "first name spelt differently ({asked}, {found})",
    ("given", "near"): "first name a little alike ({asked}, {found})",
    ("given", "in_part"): "one first name in common ({asked}, {found})",
    ("given", "initial"): "same initial ({asked}, {found})",
    ("given", "differs"): "first name differs ({asked}, {found})",
    ("family", "same"): "family name the same ({found})",
    ("family", "in_part"): "part of the family name the same ({asked}, {found})",
    ("family", "sounds_alike"): "family name sounds alike ({asked}, {found})",
    ("family", "close"): "family name spelt differently ({asked}, {found})",
    ("family", "near"): "family name a little alike ({asked}, {found})",
    ("family", "former"): "family name was once the same ({asked}, {found})",
    ("family", "initial"): "family name has the same first letter ({asked}, {found})",
    ("family", "differs"): "family name differs ({asked}, {found})",
    ("birth", "same"): "born the same day ({found})",
    ("birth", "swapped"): "day and month of birth swapped ({asked}, {found})",
    ("birth", "month_known"): "born the same month, as far as it is known ({asked}, {found})",
    ("birth", "month_and_year"): "born the same month, on another day ({asked}, {found})",
    ("birth", "close"): "birth date one slip apart ({asked}, {found})",
    ("birth", "year_known"): "born the same year, or a year apart ({asked}, {found})",
    ("birth", "year"): "born on another day of the same year ({asked}, {found})",
    ("birth", "differs"): "birth date differs ({asked}, {found})",
    ("nhs_number", "same"): "NHS number the same",
    ("nhs_number", "differs"): "NHS number differs",
    ("nhs_number", "earlier"): "NHS number an earlier one, replaced since",
    ("upn", "same"): "pupil number the same",
    ("upn", "differs"): "pupil number differs",
    ("postcode", "same"): "postcode the same",
    ("postcode", "earlier"): "postcode an earlier one of theirs",
    ("postcode", "slip"): "postcode one character apart ({asked}, {found})",
    ("postcode", "district_known"): "same postcode district",
    ("postcode", "district"): "another postcode in the same district",
    ("postcode", "differs"): "another postcode",
    ("sex", "same"): "same sex",
    ("sex", "differs"): "another sex",
    ("reference", "same"): "the agency’s own reference the same",
}

# Nothing is taken off for it, since second names are left out and put in; but it tells two of one name apart.
NOT_THE_OTHERS = "first name the same, other first names differ ({asked}, {found})"
ONE_ALIKE = "one first name alike ({asked}, {found})"  # where ``in_part`` is not even of one name

# Where one of the two is a due date: a child who is not born yet, or was not when the record was made.
_SAID_OF_A_DUE_DATE = {
    "due": "due at about the same time ({asked}, {found})",
    "due_apart": "expected some weeks apart ({asked}, {found})",
    "about_due": "born about when the child was expected ({asked}, {found})",
    "differs": "expected at another time ({asked}, {found})",
}

SURENESS = {
    "match": "Looks like the same person",
    "potential": "May be the same person",
    "low": "Probably not, but look",
}
STATES = {
    "match": "One person fits well. Check before you confirm.",
    "potential": "Some records may be about this person. Nothing is certain.",
    "low": "Only weak likenesses were found.",
    "many": "Several different people fit. Do not confirm by name and birth date alone.",
    "error": "The look-up did not work, so nothing is known either way. Try again, or ring the agencies.",
    "none": "No list we asked has anybody like this. That is not the same as nobody knowing them.",
}


def said(agreement: Agreement, rarity: str = "") -> str:
    """Give one agreement or difference in words, with how rare it is where that is known."""
    is_due = agreement.aspect == "birth" and "due " in f"{agreement.asked} {agreement.found}"
    words = _SAID_OF_A_DUE_DATE[agreement.level] if is_due else _SAID[agreement.aspect, agreement.level]
    if (agreement.aspect, agreement.level) == ("given", "in_part") and agreement.how:
        words = ONE_ALIKE
    elif agreement.how == OTHERS_DIFFER:
        words = NOT_THE_OTHERS
    text = words.format(asked=agreement.asked, found=agreement.found)
    return f"{text}: {rarity}" if rarity else text
