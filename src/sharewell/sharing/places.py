"""Places in free text: postcodes, addresses, named houses; and whether a text tells a place that must stay hidden."""

import re
from collections.abc import Iterable

_STREET = """
street st road rd lane ln avenue ave close court ct drive dr way walk place pl terrace tce crescent cres gardens
garden gdns grove square sq hill park row mews rise view yard green wharf quay parade mount croft garth gate
gates fold vale meadow meadows field fields bridge side bank brow chase copse dene drove end esplanade ford
glade heights hollow loan passage path plain promenade ridge spinney strand villas wynd ropewalk broadway
causeway circus approach alley embankment
"""
_HOUSE = """
house cottage cottages farm farmhouse barn granary lodge court hall mill manor rectory vicarage grange tower
towers flats apartments hostel refuge mansions almshouses buildings caravan
"""
_INSTITUTION = """
school primary infants juniors academy college nursery playgroup surgery practice clinic hospital hospice centre
"""
_NOT_BEFORE_A_STREET = """
a an and are as at be before but by came did for from gone had has have he her him his i if in into is it its
later left me my near not of off on or our out outside over said seen she since so that the their them then
there they this to told until up us was we went were when who will with year years yr yrs old month months week
weeks day days hour hours hrs min mins minutes time times am pm st nd rd th child children people men women boys
girls visits calls about after again all also any because been being can could down each every few first last
more most much no now only other same second some still such than these third those through too two very what
which while would yes
"""
_STREETS, _HOUSES, _INSTITUTIONS = _STREET.split(), _HOUSE.split(), _INSTITUTION.split()
_STOPS = frozenset(_NOT_BEFORE_A_STREET.split())
_WORD = r"[A-Za-z][A-Za-z'’.-]*"
POSTCODE = re.compile(
    r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?[ \t]*[\dO](?!(?:ST|ND|RD|TH)\b)[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    rf"\b(?:(?:flat|unit|apartment|apt|room|plot|no\.?)\s*\d*[a-z]?\s*,?\s*)?\d{{1,4}}[a-z]?(?:\s*[-/&]\s*\d{{1,4}}[a-z]?)?"
    rf",?\s+(?P<words>(?:{_WORD}\s+){{1,4}}?)(?P<kind>{'|'.join(_STREETS + _HOUSES)})\b\.?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:The\s+)?(?:[A-Z][A-Za-z'’-]+\s+(?:of\s+|C\s+of\s+E\s+|and\s+|&\s+)?){{1,4}}"
    rf"(?:{'|'.join(word.capitalize() for word in _HOUSES + _INSTITUTIONS)})\b"
    rf"(?:\s+(?:{'|'.join(word.capitalize() for word in _INSTITUTIONS)}))*"
)
_STREET_NAMED = re.compile(
    rf"\b(?:[A-Z][A-Za-z'’-]+\s+){{1,3}}(?:{'|'.join(word.capitalize() for word in _STREETS if len(word) > 3)})\b"
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Police|Council)\b")  # “Mrs Hall” is nobody's hall
_SHORT = {
    "st": "street", "rd": "road", "ln": "lane", "ave": "avenue", "ct": "court", "dr": "drive", "pl": "place",
    "tce": "terrace", "cres": "crescent", "gdns": "gardens", "sq": "square", "yd": "yard", "cl": "close",
    "apartment": "flat", "apt": "flat", "unit": "flat",
}  # fmt: skip


def found_in(text: str) -> list[str]:
    """Give what in a text looks like a place where somebody can be found, in order, each once; a person must look."""
    found = [(match.start(), match.group()) for match in POSTCODE.finditer(text)]
    for match in _NUMBERED.finditer(text):
        words = match.group("words").casefold().split()
        if not any(word.strip(".,'’") in _STOPS for word in words):
            found.append((match.start(), match.group()))
    for pattern in (_NAMED, _STREET_NAMED):
        found += [(match.start(), match.group()) for match in pattern.finditer(text) if not _TITLE.match(match.group())]
    each = list(dict.fromkeys(" ".join(place.split()) for _, place in sorted(found)))
    return [place for place in each if not any(place != other and place in other for other in each)]


def tells(text: str, secret: str) -> bool:
    """
    Say whether a text tells a place that must stay hidden, however it is spaced, capitalised or shortened.

    “61 Wharf Street” is told by “61, wharf st.” and by “Wharf Street”; “YX11 5JH” by “yx115jh” and by “YX11 5”; “The
    Old Granary” by “old granary”.
    """
    said = f" {' '.join(_words(text))} "
    squeezed = said.replace(" ", "")
    return any(
        f" {phrase} " in said or (len(phrase) > 7 and phrase.replace(" ", "") in squeezed)
        for phrase in _ways_to_say(secret)
    )


def _ways_to_say(secret: str) -> Iterable[str]:
    postcode = POSTCODE.fullmatch(secret.strip())
    words = _words(secret)
    if postcode is not None:
        yield "".join(words)
        outward, inward = secret.replace(" ", "")[:-3].casefold(), secret.replace(" ", "")[-3:].casefold()
        yield f"{outward} {inward}"
        yield f"{outward} {inward[0]}"
        return
    named = [word for word in words if not re.fullmatch(r"\d+[a-z]?|flat|the|no", word)]
    if not named:
        return  # “Flat 3” by itself tells nobody where
    yield " ".join(words)
    if len(named) > 1:
        yield " ".join(named)


def _words(text: str) -> list[str]:
    """Give the words of a text as places are compared by: small letters, whole words for shortened ones."""
    plain = re.sub(r"['’`]", "", text.casefold())
    return [_SHORT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain)]
