"""The six digits of a second factor, as an authenticator app shows them (RFC 6238)."""

import base64
import hashlib
import hmac
import struct


def code_now(secret: str, at: float) -> str:
    """Give the code for a base 32 secret at a moment (seconds since 1970, UTC)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
