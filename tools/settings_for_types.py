"""The settings as the type checker reads them: the product's own, with addresses that lead nowhere."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none")
os.environ.setdefault("SHAREWELL_SECRET_KEY", "read by the type checker only")
os.environ.setdefault("SHAREWELL_SCOPE_KEY", "read by the type checker only")

from sharewell.settings import *  # noqa: F403 - after the environment
