"""Signed tree heads in the C2SP ``tlog-checkpoint`` and ``signed-note`` forms, with Ed25519."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sharewell.ledger.merkle import EMPTY_ROOT, HASH_SIZE, LARGEST_SIZE

ED25519 = b"\x01"  # the signature type's byte in the C2SP list
LONGEST_NOTE = 64 * 1024  # bytes
MOST_SIGNATURES = 64  # the form asks for at least 16
_DASH = "— "  # U+2014 and a space begin a signature line
_NAME = re.compile(r"[^\s+]+")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_PRIVATE = "PRIVATE+KEY+"


class BadNote(ValueError):
    """A checkpoint, a signature or a key that is not what it should be; the message says what."""


class Checkpoint(NamedTuple):
    """A tree head: which log, how many leaves, their root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Give the text that is signed, its last newline included."""
        _check_origin(self.origin)
        return "\n".join([self.origin, str(self.size), _base64(self.root), *self.extensions, ""])


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key and the name it signs under."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this name's keys apart."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def text(self) -> str:
        """Give the key as one line, as it is handed to a partner."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"

    @classmethod
    def parse(cls, line: str) -> "VerifierKey":
        """Read a line made by ``text``; raises ``BadNote``."""
        name, key_id, encoded = _parts(line.strip(), 3)
        decoded = _unbase64(encoded)
        key = cls(name, decoded[1:])
        if len(decoded) != 33 or decoded[:1] != ED25519 or key_id != key.key_id.hex() or not _NAME.fullmatch(name):
            raise BadNote("this is not an Ed25519 verifier key, or its id does not belong to it")
        return key

    def verifies(self, signature: bytes, text: str) -> bool:
        """Say whether the signature over the text is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key and the name it signs under. It has no printed form except ``secret_text``."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Make a new key for a log of this name."""
        _check_origin(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, line: str) -> "SigningKey":
        """Read a line made by ``secret_text``; raises ``BadNote`` without repeating any of it."""
        line = line.strip()
        if not line.startswith(_PRIVATE):
            raise BadNote("this is not a private key")
        name, key_id, encoded = _parts(line.removeprefix(_PRIVATE), 3)
        decoded = _unbase64(encoded)
        key = cls(name, decoded[1:])
        if len(decoded) != 33 or decoded[:1] != ED25519 or key_id != key.verifier.key_id.hex():
            raise BadNote("this is not an Ed25519 private key, or its id does not belong to it")
        return key

    def secret_text(self) -> str:
        """Give the key as the one line that is kept in a file only its owner can read."""
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{_base64(ED25519 + self.seed)}"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return VerifierKey(self.name, public)

    def signature_line(self, text: str) -> str:
        """Give the line that signs this text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{_DASH}{self.name} {_base64(self.verifier.key_id + signature)}\n"


class OpenedNote(NamedTuple):
    """A checkpoint whose signature has been checked, and the keys that signed it."""

    checkpoint: Checkpoint
    signers: tuple[VerifierKey, ...]


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """Give the signed note; the log signs under its own origin and no other name."""
    if key.name != checkpoint.origin:
        raise BadNote(f"the key belongs to {key.name}, the checkpoint to {checkpoint.origin}")
    text = checkpoint.text()
    read_text(text)  # never sign what we would not accept
    return f"{text}\n{key.signature_line(text)}"


def open_note(note: str, *, origin: str, keys: Sequence[VerifierKey]) -> OpenedNote:
    """
    Check a signed checkpoint and give what it says.

    At least one of ``keys`` must have signed; a wrong signature of a known key spoils the whole note, as the form asks;
    signatures of unknown keys (a witness, an older key) are passed over. The origin is the one the reader expects,
    never the one the note claims. Raises ``BadNote``.
    """
    text, lines = _split(note)
    known = {(key.name, key.key_id): key for key in keys}
    signers: list[VerifierKey] = []
    for name, signature in map(_signature, lines):
        key = known.get((name, signature[:4]))
        if key is None:
            continue
        if key in signers:
            raise BadNote(f"it is signed twice by {name}")
        if not key.verifies(signature[4:], text):
            raise BadNote(f"the signature of {name} is wrong")
        signers.append(key)
    if not any(key.name == origin for key in signers):
        raise BadNote("it is not signed by the log's key")
    checkpoint = read_text(text)
    if checkpoint.origin != origin:
        raise BadNote(f"it belongs to another log, {checkpoint.origin}")
    return OpenedNote(checkpoint, tuple(signers))


def read_text(text: str) -> Checkpoint:
    """Read a checkpoint's text, without its signatures; trust it only after ``open_note``. Raises ``BadNote``."""
    if not text.endswith("\n"):
        raise BadNote("its text does not end with a newline")
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise BadNote("it needs an origin, a size and a root, without empty lines")
    origin, decimal, encoded, *extensions = lines
    _check_origin(origin)
    if not _DECIMAL.fullmatch(decimal) or int(decimal) > LARGEST_SIZE:
        raise BadNote("its size is not a plain decimal number")
    root = _unbase64(encoded)
    if len(root) != HASH_SIZE or (decimal == "0" and root != EMPTY_ROOT):
        raise BadNote("its root is not a SHA-256 tree root of that size")
    return Checkpoint(origin, int(decimal), root, tuple(extensions))


def _split(note: str) -> tuple[str, list[str]]:
    try:
        length = len(note.encode())
    except UnicodeEncodeError:
        raise BadNote("it is not valid UTF-8") from None
    if length > LONGEST_NOTE:
        raise BadNote("it is too long")
    if any(letter < " " and letter != "\n" for letter in note):
        raise BadNote("it contains control characters")
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise BadNote("it has no signature")
    lines = signatures[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("it has too many signatures")
    return text + "\n", lines


def _signature(line: str) -> tuple[str, bytes]:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2 or not _NAME.fullmatch(parts[0]):
        raise BadNote("a signature line is malformed")
    signature = _unbase64(parts[1])
    if len(signature) < 5:
        raise BadNote("a signature is too short")
    return parts[0], signature


def _check_origin(origin: str) -> None:
    # Stricter than the form: then the key's name and the origin can always be the same.
    if not _NAME.fullmatch(origin) or len(origin) > 255:
        raise BadNote("an origin is a name without spaces or plus signs, such as sharewell.example/ledger")


def _parts(line: str, count: int) -> list[str]:
    parts = line.split("+", count - 1)
    if len(parts) != count:
        raise BadNote("this is not a key")
    return parts


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _unbase64(encoded: str) -> bytes:
    try:
        raw = b64decode(encoded.encode("ascii"), validate=True)
    except ValueError:
        raise BadNote("it is not in base64") from None
    if _base64(raw) != encoded:
        raise BadNote("it is not in plain base64")  # two texts for the same bytes are one too many
    return raw
