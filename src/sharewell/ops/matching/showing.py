"""How far a linkage is, for the one who waits: a bar on a terminal, nothing in a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 30


# Is told the step, and how much of it is done, from 0 to 1; None where that is not known.
Show = Callable[[str, float | None], None]


@contextmanager
def bar(what: str) -> Iterator[Show]:
    """Give a function that shows how far something is; the line goes when it is done."""
    began = time.monotonic()
    terminal = sys.stderr.isatty()

    def show(step: str, share: float | None) -> None:
        if not terminal:
            return
        drawn = "" if share is None else f"[{'#' * round(share * WIDTH):{WIDTH}}] {share:4.0%} "
        print(f"\r\033[K{what}: {drawn}{step}, {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)

    yield show
    if terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
