"""Each of many numbers once; numpy's own way loads its masked arrays, which take 8 MB and are of no use here."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def once(numbers: NDArray[Any]) -> tuple[Places, Places]:
    """Give where each number stands first, the lowest number first, and for each of all which of these it is."""
    order = np.argsort(numbers, kind="stable")
    held = numbers.take(order)
    new = np.ones(len(held), np.bool_)
    np.not_equal(held[1:], held[:-1], out=new[1:])
    which = np.empty(len(held), np.int64)
    which[order] = np.cumsum(new) - 1
    return order[new], which


def is_first(numbers: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say of each place whether its number stands there first; for numbers from nought on, and not much larger."""
    places = np.arange(len(numbers))
    first = np.empty(int(numbers.max(initial=-1)) + 1, np.int64)
    first[numbers[::-1]] = places[::-1]
    found: NDArray[np.bool_] = first.take(numbers) == places
    return found
