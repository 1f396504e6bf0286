"""How much memory is held that nobody uses any more."""

import ctypes
import sys

_M_ARENA_MAX = -8  # of glibc's malloc.h


def shared_by_threads() -> None:
    """
    Have all threads take memory from one store, where glibc gives it.

    Else each has a store of its own, which keeps what the thread gave back: 15 MB of lists of 100,000, 60 MB and more
    of a million. Arrays are large and asked for seldom, so that nobody waits for the other. Other systems have no such
    setting, and do without.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(_M_ARENA_MAX, 1)
