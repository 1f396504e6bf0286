"""
The unambiguous bytes of an entry, and the salted commitment to them that is all the log holds.

Form 1, which another language can follow. Every value is a letter and, where it has one, a length, so that no two
different values share their bytes:

* nothing ``n``, true ``t``, false ``f``
* a whole number ``i``, its shortest decimal, ``;``
* a text ``s``, the length of its UTF-8 in bytes, ``:``, the UTF-8
* a list ``l``, how many, ``:``, then each value in its order
* a mapping ``d``, how many, ``:``, then each key (a text) and value, keys in the order of their UTF-8 bytes

Text is taken code point for code point and **not** brought to a Unicode normal form: the record is of what was
written, and two texts that only look the same must not share a commitment. Numbers with a fraction are refused, since
databases and languages write them differently: give a text, or a whole number of a smaller unit.

The commitment is SHA-256 over a domain, a random salt of 32 bytes and those bytes. Without the salt nobody can try
names and dates of birth against it; once the salt is destroyed, nobody at all can.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple, cast
from uuid import UUID

VERSION = 1
SALT_SIZE = 32  # bytes
LONGEST_ENTRY = 64 * 1024  # bytes in canonical form; an entry says that something was done, it is not the thing
DEEPEST = 16  # levels of lists and mappings
_DOMAIN = b"sharewell ledger entry 1\n"
_LARGEST_INTEGER = 2**63 - 1
_CONSTANTS = {None: b"n", True: b"t", False: b"f"}


class NotCanonical(ValueError):
    """A programming fault: a value that has no canonical form; the message says where, never what was in it."""


class Opening(NamedTuple):
    """What an entry says: the content that its commitment binds."""

    leaf_id: UUID
    event: str
    agency_id: UUID
    practitioner_id: UUID
    about: Sequence[UUID]
    visible_to: Sequence[UUID]
    detail: Mapping[str, object]
    at: datetime

    def payload(self) -> dict[str, object]:
        """Give the entry as plain values: ids as lower-case text, the time in UTC to the microsecond."""
        return {
            "leaf": str(self.leaf_id),
            "event": self.event,
            "agency": str(self.agency_id),
            "practitioner": str(self.practitioner_id),
            "about": [str(one) for one in self.about],
            "visible_to": [str(one) for one in self.visible_to],
            "detail": self.detail,
            "at": utc_text(self.at),
        }


def canonical(value: object) -> bytes:
    """Give a value's canonical bytes; raises ``NotCanonical``."""
    encoded = b"".join(_encoded(value, "entry", DEEPEST))
    if len(encoded) > LONGEST_ENTRY:
        raise NotCanonical(f"the entry is {len(encoded)} bytes long; keep the content in its own table and name its id")
    return encoded


def commitment(salt: bytes, payload: Mapping[str, object]) -> bytes:
    """Give the salted commitment to a payload; raises ``NotCanonical``, or ``ValueError`` for a wrong salt."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes")
    return sha256(_DOMAIN + salt + canonical(payload)).digest()


def leaf_bytes(committed: bytes, version: int = VERSION) -> bytes:
    """Give the bytes that are hashed as a leaf: the form's number, then the commitment."""
    return bytes([version]) + committed


def utc_text(at: datetime) -> str:
    """Give a time as text in UTC, always with microseconds; raises ``NotCanonical`` for a time without a zone."""
    if at.tzinfo is None:
        raise NotCanonical("the time has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _encoded(value: object, where: str, levels: int) -> Iterator[bytes]:
    if levels < 0:
        raise NotCanonical(f"{where} is nested too deeply")
    if value is None or value is True or value is False:
        yield _CONSTANTS[value]
    elif isinstance(value, int):
        yield _integer(value, where)
    elif isinstance(value, str):
        yield _text(value, where)
    elif isinstance(value, (list, tuple)):
        yield b"l%d:" % len(value)
        for number, item in enumerate(value):
            yield from _encoded(item, f"{where}[{number}]", levels - 1)
    elif isinstance(value, dict):
        yield from _mapping(value, where, levels)
    else:
        raise NotCanonical(f"{where} is a {type(value).__name__}; use text, a whole number, a list or a mapping")


def _mapping(value: dict[object, object], where: str, levels: int) -> Iterator[bytes]:
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical(f"{where} has a key that is not text")
    yield b"d%d:" % len(value)
    for key in sorted(cast("dict[str, object]", value)):  # code points and UTF-8 bytes sort alike
        yield _text(key, f"a key of {where}")
        yield from _encoded(value[key], f"{where}.{key}", levels - 1)


def _integer(value: int, where: str) -> bytes:
    if abs(value) > _LARGEST_INTEGER:
        raise NotCanonical(f"{where} is a number too large for 64 bits")
    return b"i%d;" % value


def _text(value: str, where: str) -> bytes:
    try:
        encoded = value.encode()
    except UnicodeEncodeError:
        raise NotCanonical(f"{where} is not valid Unicode text") from None
    if b"\x00" in encoded:
        raise NotCanonical(f"{where} contains a NUL character")
    return b"s%d:%s" % (len(encoded), encoded)
