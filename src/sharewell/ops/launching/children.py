"""Processes that end when the one that started them does."""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def ending_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """Give what a new process must call first so that it gets this signal when its parent dies; None where unknown."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)  # loaded here: little is safe between fork and exec
    return lambda: library.prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)
