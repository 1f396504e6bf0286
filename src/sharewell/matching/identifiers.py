"""Numbers that name a person or a place: read, checked, and what a passed check is worth."""

import re
import unicodedata
from dataclasses import dataclass

# UPN check letters: A to Z without I, O and S (Unique Pupil Number guide).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"^[A-Z]\d{11}[\dA-Z]$")
_OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$")
_POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")


@dataclass(frozen=True, slots=True)
class Checked:
    """
    A number as read: ``value`` in standard form (empty when it cannot be one), a ``verdict`` and a sentence.

    The verdict is accept, accept_with_warning, accept_temporary, ask (``offer`` is a reading that a person may take),
    partial, placeholder, reject or empty. Accepting says that the number is well formed, never that it belongs to the
    person.
    """

    value: str
    verdict: str
    why: str = ""
    offer: str = ""


NOTHING = frozenset({"", "unknown", "notknown", "n/a", "na", "none", "tbc", "nil", "?"})


def nhs_number(text: str) -> Checked:
    """Check an NHS number: ten digits, the last by modulus 11 (NHS Data Dictionary); repeated digits are refused."""
    digits = _plain(text)
    if digits.lower() in NOTHING:
        return Checked("", "empty")
    if text.strip().startswith(("-", "+")):
        return Checked("", "reject", "a sign stands in front of it")
    if not digits.isdigit() or len(digits) != 10:
        return _offer_an_nhs_number(text, digits)
    if len(set(digits)) == 1:
        return Checked("", "reject", "one digit repeated passes the arithmetic but is nobody's number")
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    if check == 10 or check % 11 != int(digits[9]):
        return Checked("", "reject", "the last digit does not fit: a digit is mistyped or two are swapped")
    if digits.startswith("0"):
        return Checked(digits, "accept_with_warning", "numbers in use in England do not begin with 0")
    return Checked(digits, "accept")


def _offer_an_nhs_number(text: str, digits: str) -> Checked:
    """Offer what a spreadsheet or a label hid, to a person; never take it."""
    inside = re.findall(r"(?<!\d)\d{10}(?!\d)", re.sub(r"(?<=\d)[ \-](?=\d)", "", text))
    # Nine figures may have lost a leading zero; those of the test range (999 …) lost their end.
    lost_zero = digits.isdigit() and len(digits) == 9 and not digits.startswith("999")
    for candidate in [*inside, f"0{digits}" if lost_zero else ""]:
        if candidate and nhs_number(candidate).value:
            return Checked("", "ask", "a number can be read out of it: is it this one?", offer=candidate)
    return Checked("", "reject", "an NHS number has ten digits")


def upn(text: str) -> Checked:
    """Check a unique pupil number: thirteen characters, the first a check letter; a last letter makes it temporary."""
    written = _plain(text).upper()
    if written.lower() in NOTHING:
        return Checked("", "empty")
    if not _UPN.match(written) or (written[12].isalpha() and written[12] not in UPN_LETTERS):
        return Checked("", "reject", "a UPN has a letter and twelve figures")
    values = [UPN_LETTERS.index(char) if char.isalpha() else int(char) for char in written[1:]]
    total = sum(value * position for position, value in enumerate(values, start=2))
    if UPN_LETTERS[total % 23] != written[0]:
        if written[12].isalpha():
            return Checked("", "ask", "it ends like a temporary number but has another kind's check letter")
        return Checked("", "reject", "the first letter does not fit: something is mistyped")
    return Checked(written, "accept_temporary" if written[12].isalpha() else "accept")


def reference(text: str) -> str:
    """Give an agency's own number as it is filed: capital letters and figures; who issued it is not known here."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())[:60]


def uprn(text: str) -> Checked:
    """Read a unique property reference number: up to twelve digits, kept as text without leading zeros."""
    digits = _plain(text)
    if digits.lower() in NOTHING:
        return Checked("", "empty")
    if not digits.isdigit() or len(digits) > 12 or not int(digits):
        return Checked("", "reject", "a UPRN has up to twelve digits")
    return Checked(digits.lstrip("0"), "accept")


def postcode(text: str) -> Checked:
    """Read a postcode into its standard form with one space; whether it exists is not known here."""
    written = _plain(text).upper()
    if written.lower() in NOTHING:
        return Checked("", "empty")
    found = _POSTCODE.match(written)
    if found:
        value = f"{found[1]} {found[2]}"
        if value.startswith("ZZ99"):
            return Checked(value, "placeholder", "it stands for no fixed abode, or not known")
        if set(found[2][1:]) & set("CIKMOV"):
            return Checked("", "ask", "its last letters are not used in postcodes: is something mistyped?")
        return Checked(value, "accept")
    if _OUTWARD.match(written):
        return Checked(written, "partial", "the first half only; it can be searched with")
    return _offer_a_postcode(written)


def _offer_a_postcode(written: str) -> Checked:
    """Offer the reading in which a letter and a figure that look alike change places."""
    outward, inward = written[:-3], written[-3:]
    swapped = outward[:2] + outward[2:].translate(str.maketrans("IO", "10"))
    inward = inward[:1].translate(str.maketrans("IO", "10")) + inward[1:].translate(str.maketrans("801", "BOI"))
    found = _POSTCODE.match(swapped + inward)
    if found:
        value = f"{found[1]} {found[2]}"
        return Checked("", "ask", "a letter and a figure that look alike may be swapped", offer=value)
    return Checked("", "reject", "it is not written like a postcode")


def _plain(text: str) -> str:
    """Drop spaces, hyphens and dots; full-width figures become plain ones."""
    return re.sub(r"[\s.\-\u2010-\u2015\u200b]", "", unicodedata.normalize("NFKC", text))
