"""References that can be read aloud: no vowels, nothing that sounds or looks like something else."""

import secrets

ALPHABET = "34679CDFGHJKLMNPQRTVWXY"


def new(prefix: str) -> str:
    """Give a new random reference such as ``C-7KQ-42M`` (23^6, about 148 million for a prefix)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{prefix}-{letters[:3]}-{letters[3:]}"
