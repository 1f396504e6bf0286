"""The signed statement of whose rows a transaction may see."""

import hashlib
import hmac
import time

from sharewell.base.actor import Actor

LIFETIME = 60  # seconds; a transaction must begin within it (the database compares it with the transaction's start)


def sign(*, actor: Actor, key: bytes, backend_pid: int, now: float | None = None) -> str:
    """
    Give the scope text for one transaction on one database connection.

    It names agency, practitioner, purpose, expiry (seconds since 1970, UTC) and the connection's process id, under
    HMAC-SHA256, so that a scope read elsewhere cannot be used on another connection or after its time.
    """
    expiry = int((time.time() if now is None else now) + LIFETIME)
    message = f"{actor.agency_id}|{actor.practitioner_id}|{actor.purpose}|{expiry}|{backend_pid}"
    return f"{hmac.new(key, message.encode(), hashlib.sha256).hexdigest()}.{message}"


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Give the two HMAC key pads the database keeps, so that it can check a scope without an extension (RFC 2104)."""
    block = hashlib.sha256(key).digest() if len(key) > 64 else key
    block = block.ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)
