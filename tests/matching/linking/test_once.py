"""Each of many numbers once, as numpy finds it; and the memory that threads share."""
# covers: Y4

import numpy as np

from sharewell.matching.linking import memory
from sharewell.matching.linking.once import is_first, once


def test_each_number_is_given_once_with_where_it_stands_first():
    numbers = np.random.default_rng(1).integers(0, 50, 400).astype(np.uint64)
    _, first, which = np.unique(numbers, return_index=True, return_inverse=True)
    found = once(numbers)
    assert np.array_equal(found[0], first)
    assert np.array_equal(found[1], which)
    assert np.flatnonzero(is_first(numbers.astype(np.int32))).tolist() == sorted(first.tolist())


def test_no_numbers_are_none():
    nothing = np.empty(0, np.int32)
    assert [len(found) for found in (*once(nothing), is_first(nothing))] == [0, 0, 0]


def test_where_there_is_no_such_setting_memory_is_taken_as_it_was(monkeypatch):
    memory.shared_by_threads()
    monkeypatch.setattr(memory.sys, "platform", "win32")
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: 1 / 0)
    memory.shared_by_threads()  # asks no library
