"""The canonical form: different entries never share a commitment, equal entries always do."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.ledger import commitments
from sharewell.ledger.commitments import NotCanonical, Opening, canonical, commitment

SALT = bytes(32)
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | TEXT
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)
ENTRY = Opening(
    leaf_id=UUID(int=1),
    event="person.viewed",
    agency_id=UUID(int=2),
    practitioner_id=UUID(int=3),
    about=(UUID(int=4), UUID(int=5)),
    visible_to=(),
    detail={"reason": "rang back"},
    at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
)


def told_apart(value):
    """A value with its types, so that 1, True and "1" differ and the order of a mapping does not matter."""
    if isinstance(value, dict):
        return ("mapping", frozenset((key, told_apart(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return ("list", tuple(told_apart(item) for item in value))
    return (type(value).__name__, value)


# Pairs that naive encodings have confused.
COLLIDING = [
    ({"a": 1}, {"a": True}),
    ({"a": 1}, {"a": "1"}),
    ({"a": 0}, {"a": False}),
    ({"a": None}, {"a": "null"}),
    ({"a": None}, {}),
    ({"a": ""}, {"a": None}),
    ({"a": []}, {"a": {}}),
    ({"a": [1, 2]}, {"a": [2, 1]}),
    ({"a": [1, 2]}, {"a": [12]}),
    ({"a": [[1], 2]}, {"a": [1, [2]]}),
    ({"a": ["b", "c"]}, {"a": ["bc"]}),
    ({"a": ["b", "c"]}, {"a": ["b,c"]}),
    ({"a": 'b","c":"d'}, {"a": "b", "c": "d"}),
    ({"ab": "c"}, {"a": "bc"}),
    ({"a": {"b": 1}, "c": 2}, {"a": {"b": 1, "c": 2}}),
    ({"a": "é"}, {"a": "e\u0301"}),
    ({"é": 1}, {"e\u0301": 1}),
    ({"a": "ﬁ"}, {"a": "fi"}),
    ({"a": "K"}, {"a": "\u212a"}),
    ({"a": "x"}, {"a": "x\u200b"}),
    ({"a": "x"}, {"a": "x "}),
    ({"a": "A"}, {"a": "a"}),
    ({"a": 10}, {"a": 1, "0": 0}),
    ({"a": "s1:b"}, {"a": "b"}),
    ({"a": -1}, {"a": "-1"}),
]


@pytest.mark.parametrize(("one", "other"), COLLIDING)
def test_entries_that_look_alike_do_not_share_a_commitment(one, other):
    assert commitment(SALT, one) != commitment(SALT, other)


@settings(max_examples=2000)
@given(VALUES, VALUES)
def test_two_values_share_their_bytes_only_when_they_are_equal(one, other):
    assert (canonical(one) == canonical(other)) is (told_apart(one) == told_apart(other))


@given(st.dictionaries(TEXT, SCALARS, min_size=2, max_size=8), st.randoms())
def test_the_order_of_keys_does_not_matter(entry, shuffled):
    keys = list(entry)
    shuffled.shuffle(keys)
    assert canonical({key: entry[key] for key in keys}) == canonical(entry)


@given(VALUES)
def test_what_comes_back_from_storage_as_json_keeps_its_commitment(value):
    assert canonical(json.loads(json.dumps(value))) == canonical(value)


def test_the_bytes_are_as_written_down():
    value = {"b": [None, True, False, -7], "a": "é", "": {}}
    assert canonical(value) == "d3:s0:d0:s1:as2:és1:bl4:ntfi-7;".encode()


def test_the_commitment_is_as_written_down():
    # Kept from the first release on: a change here makes every older entry look tampered with.
    assert ENTRY.payload()["at"] == "2026-11-24T09:30:00.000000Z"
    written_out = (
        "d8:"
        "s5:aboutl2:s36:00000000-0000-0000-0000-000000000004s36:00000000-0000-0000-0000-000000000005"
        "s6:agencys36:00000000-0000-0000-0000-000000000002"
        "s2:ats27:2026-11-24T09:30:00.000000Z"
        "s6:detaild1:s6:reasons9:rang back"
        "s5:events13:person.viewed"
        "s4:leafs36:00000000-0000-0000-0000-000000000001"
        "s12:practitioners36:00000000-0000-0000-0000-000000000003"
        "s10:visible_tol0:"
    )
    assert (
        commitment(SALT, ENTRY.payload())
        == sha256(b"sharewell ledger entry 1\n" + SALT + written_out.encode()).digest()
    )


def test_the_commitment_is_the_same_in_another_process():
    told = (
        f"import sys; sys.path[:] = {sys.path!r}; from sharewell.ledger.commitments import commitment;"
        "print(commitment(bytes(32), {'z': 1, 'a': {'y': [None], 'b': 'x'}}).hex())"
    )
    seen = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert seen.stdout.strip() == commitment(SALT, {"a": {"b": "x", "y": [None]}, "z": 1}).hex()


@pytest.mark.parametrize(
    "change",
    [
        {"leaf_id": UUID(int=9)},
        {"event": "search.made"},
        {"agency_id": UUID(int=9)},
        {"practitioner_id": UUID(int=9)},
        {"about": (UUID(int=5), UUID(int=4))},
        {"about": (UUID(int=4),)},
        {"visible_to": (UUID(int=4),)},
        {"detail": {"reason": "rang back."}},
        {"at": ENTRY.at + timedelta(microseconds=1)},
    ],
)
def test_every_part_of_an_entry_is_bound(change):
    assert commitment(SALT, ENTRY._replace(**change).payload()) != commitment(SALT, ENTRY.payload())


def test_the_same_moment_in_another_zone_is_the_same_entry():
    there = ENTRY._replace(at=ENTRY.at.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert commitment(SALT, there.payload()) == commitment(SALT, ENTRY.payload())


def test_the_salt_decides_so_guessing_names_is_useless():
    assert commitment(SALT, ENTRY.payload()) != commitment(b"\1" * 32, ENTRY.payload())
    for salt in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(ValueError, match="32 bytes"):
            commitment(salt, ENTRY.payload())


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        0.5,
        float("nan"),
        b"x",
        {1, 2},
        datetime.now(UTC),
        UUID(int=1),
        {1: "a"},
        {None: 1},
        "\ud800",
        "a\0b",
        2**63,
        [[1.5]],
    ],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical({"detail": value})


def test_a_refusal_says_where_and_not_what():
    with pytest.raises(NotCanonical) as fault:
        canonical({"detail": {"names": ["Someone", {"inner": 7.25}]}})
    assert "entry.detail.names[1].inner is a float" in str(fault.value)
    assert "7.25" not in str(fault.value)


def test_an_entry_is_not_a_place_for_documents():
    with pytest.raises(NotCanonical, match="long"):
        canonical({"text": "x" * commitments.LONGEST_ENTRY})
    nested = "x"
    for _ in range(40):
        nested = [nested]
    with pytest.raises(NotCanonical, match="deeply"):
        canonical(nested)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(NotCanonical, match="time zone"):
        ENTRY._replace(at=datetime(2026, 11, 24, 9, 30)).payload()


def test_a_leaf_is_the_forms_number_and_the_commitment():
    assert commitments.leaf_bytes(b"x" * 32) == b"\1" + b"x" * 32
