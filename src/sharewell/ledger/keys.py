"""Where the keys are: the private one, for the worker alone, and the public ones that everything else trusts."""

import os
from pathlib import Path

from django.conf import settings

from sharewell.ledger.checkpoints import SigningKey, VerifierKey


class NoSigningKey(RuntimeError):
    """There is no private key here, or it is not safe; the message says what to do."""


def trusted_file() -> Path:
    """Give the file with the verifier keys, one a line; older ones stay, so that what they signed can be checked."""
    return Path(settings.STATE_DIR) / "ledger" / "trusted-keys.txt"


def make(path: Path, origin: str) -> VerifierKey:
    """Make a private key in a new file that only its owner can read, and trust it; raises ``FileExistsError``."""
    key = SigningKey.generate(origin)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(key.secret_text() + "\n")
    trust(key.verifier)
    return key.verifier


def trust(key: VerifierKey) -> None:
    """Add a verifier key to the trusted ones, once."""
    if key in trusted():
        return
    path = trusted_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(key.text() + "\n")


def trusted() -> list[VerifierKey]:
    """Give the trusted verifier keys, oldest first; none when there is no such file. Raises ``BadNote``."""
    path = trusted_file()
    if not path.exists():
        return []
    return [VerifierKey.parse(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def signing() -> SigningKey:
    """Give the private key; raises ``NoSigningKey`` where there is none, or where others could read it."""
    if not settings.LEDGER_KEY_FILE:
        raise NoSigningKey("SHAREWELL_LEDGER_KEY_FILE is not set. Only the worker has it.")
    path = Path(settings.LEDGER_KEY_FILE)
    if not path.exists():
        raise NoSigningKey(f"There is no file {path.name}. Make it with `sharewell ledger key`.")
    if path.stat().st_mode & 0o077:
        raise NoSigningKey(f"Others can read {path.name}. Run `chmod 600` on it, and replace the key.")
    return SigningKey.parse(path.read_text(encoding="utf-8"))
