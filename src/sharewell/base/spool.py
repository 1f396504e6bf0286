"""Words handed in while the database was lost: sealed files that the pages can write and only the worker can read."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PUBLIC_KEY = "spool.pub"
ENDING = ".sealed"
FORMAT = b"sharewell-spool-1"
MOST = 5_000  # files; far more than an outage brings, and too few to fill a disk
_ALPHABET = "34679CDFGHJKLMNPQRTVWXY"  # as references are: nothing that sounds or looks like something else


class NoSpool(RuntimeError):
    """Words cannot be kept here now: no key was made, the folder is full, or the disk takes nothing."""


class CannotOpen(ValueError):
    """A sealed file was changed, cut off, or sealed for another key."""


def folder() -> Path:
    """Give the folder of sealed files, best on a volume of its own."""
    return Path(settings.STATE_DIR) / "spool"


def make_keys(private: Path) -> None:
    """Make the pair of keys: the private one for the worker alone, the public one for the pages."""
    key = X25519PrivateKey.generate()
    private.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes_raw())
    folder().mkdir(parents=True, exist_ok=True)
    folder().chmod(0o2770)  # the worker is another account of the same group
    public = Path(settings.STATE_DIR) / PUBLIC_KEY
    public.write_bytes(key.public_key().public_bytes_raw())


def is_ready() -> bool:
    """Say whether words can be sealed here."""
    return (Path(settings.STATE_DIR) / PUBLIC_KEY).exists()


def put(words: Mapping[str, str], name: str) -> str:
    """
    Seal words into a file and give the reference of its receipt, for example ``W-7KQ-42M``.

    The same words under the same name are one file, however often they come. What is acknowledged is on the disk.
    Raises ``NoSpool``.
    """
    plain = json.dumps(dict(words), sort_keys=True, ensure_ascii=False).encode()
    known_by = f"{name}-{hashlib.sha256(plain).hexdigest()[:16]}"
    path = folder() / (known_by + ENDING)
    try:
        if not path.exists():
            if sum(1 for _ in folder().iterdir()) >= MOST:
                raise NoSpool("the spool is full")
            public = X25519PublicKey.from_public_bytes((Path(settings.STATE_DIR) / PUBLIC_KEY).read_bytes())
            _write(path, seal(public, plain, known_by))
    except (OSError, ValueError) as error:
        raise NoSpool(type(error).__name__) from error
    return reference(known_by)


def waiting() -> Iterator[Path]:
    """Give the sealed files, oldest first."""
    if folder().exists():
        yield from sorted(folder().glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime_ns)


def take(path: Path, private: Path) -> dict[str, str]:
    """Open one sealed file with the private key; raises ``CannotOpen``."""
    key = X25519PrivateKey.from_private_bytes(private.read_bytes())
    words: dict[str, str] = json.loads(open_sealed(key, path.read_bytes(), path.stem))
    return words


def reference(known_by: str) -> str:
    """Give the reference that can be read aloud for a file's name without its ending."""
    number = int.from_bytes(hashlib.sha256(known_by.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    return f"W-{letters[:3]}-{letters[3:]}"


def seal(public: X25519PublicKey, plain: bytes, known_by: str) -> bytes:
    """Seal text so that only the holder of the private key can read it, and only under this name."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    key = _key(once.exchange(public), sender, public)
    # Each key is used for one text alone, so that the nonce may be fixed.
    return sender + AESGCM(key).encrypt(bytes(12), plain, known_by.encode())


def open_sealed(private: X25519PrivateKey, sealed: bytes, known_by: str) -> bytes:
    """Open what ``seal`` made; raises ``CannotOpen`` for anything else."""
    try:
        sender = sealed[:32]
        shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
        key = _key(shared, sender, private.public_key())
        return AESGCM(key).decrypt(bytes(12), sealed[32:], known_by.encode())
    except Exception as error:  # the library raises several kinds; all mean the same here
        raise CannotOpen("a sealed file cannot be opened with this key") from error


def _key(shared: bytes, sender: bytes, receiver: X25519PublicKey) -> bytes:
    both = sender + receiver.public_bytes_raw()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=FORMAT + both).derive(shared)


def _write(path: Path, data: bytes) -> None:
    """Write a whole file or none, down to the disk, and the folder's entry too."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".being-written")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o660)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    entry = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
