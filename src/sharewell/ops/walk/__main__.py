"""The entrance: ``python -m sharewell.ops.walk``, with the environment of a fresh database."""

import sys

import django

django.setup()

from sharewell.ops.walk import playing  # noqa: E402 (after the applications are there)

sys.exit(playing.play())
