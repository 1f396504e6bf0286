"""Work that is done piece by piece on more than one processor, and given in order; numpy lets others work meanwhile."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

THREADS = 2
AHEAD = 8  # pieces under way while what was made of the first of them is used: more would only fill memory

Item = TypeVar("Item")
Made = TypeVar("Made")


def in_order(
    pool: ThreadPoolExecutor, work: Callable[[Item], Made], items: Iterable[Item], *, ahead: int = AHEAD
) -> Iterator[Made]:
    """Give what is made of each item, in their order; items are asked for as work on earlier ones is done."""
    under_way: deque[Future[Made]] = deque()
    for item in items:
        under_way.append(pool.submit(work, item))
        if len(under_way) > ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def taken(order: NDArray[np.integer], *columns: NDArray[Any]) -> list[NDArray[Any]]:
    """Give columns with their places in an order."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda column: column.take(order), columns))
