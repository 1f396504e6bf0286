"""Sealed files: readable with the private key alone, whole or absent, and one file for the same words."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sharewell.base import spool

WORDS = {"what": "He flinched when the door opened.", "written_at": "2026-11-24T16:30:00+00:00"}


@pytest.fixture
def private(tmp_path: Path, settings) -> Path:
    settings.STATE_DIR = tmp_path / "state"
    key = tmp_path / "worker" / "spool.key"
    spool.make_keys(key)
    return key


def test_what_is_put_in_comes_out_with_the_private_key(private):
    reference = spool.put(WORDS, "one")
    (file,) = spool.waiting()
    assert spool.take(file, private) == WORDS
    assert spool.reference(file.stem) == reference


def test_nothing_readable_lies_on_the_disk(private, settings):
    spool.put(WORDS, "one")
    for path in Path(settings.STATE_DIR).rglob("*"):
        if path.is_file():
            assert b"flinched" not in path.read_bytes()


def test_only_the_worker_can_read_its_key(private):
    assert private.stat().st_mode & 0o077 == 0


def test_the_same_words_twice_are_one_file_and_one_receipt(private):
    assert spool.put(WORDS, "one") == spool.put(dict(reversed(WORDS.items())), "one")
    assert len(list(spool.waiting())) == 1


def test_other_words_under_the_same_name_are_kept_too(private):
    assert spool.put(WORDS, "one") != spool.put(WORDS | {"what": "He did it again."}, "one")
    assert len(list(spool.waiting())) == 2


def test_without_a_key_nothing_is_said_to_be_kept(tmp_path, settings):
    settings.STATE_DIR = tmp_path
    assert not spool.is_ready()
    with pytest.raises(spool.NoSpool):
        spool.put(WORDS, "one")


def test_a_full_spool_takes_no_more(private, monkeypatch):
    monkeypatch.setattr(spool, "MOST", 1)
    spool.put(WORDS, "one")
    with pytest.raises(spool.NoSpool):
        spool.put(WORDS, "two")
    spool.put(WORDS, "one")  # what is there already is still acknowledged


def test_a_disk_that_takes_nothing_is_no_receipt(private, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(spool.NoSpool):
        spool.put(WORDS, "one")
    assert list(spool.folder().iterdir()) == []


def test_a_key_is_never_replaced(private):
    with pytest.raises(FileExistsError):
        spool.make_keys(private)


@given(st.binary(max_size=300), st.data())
def test_a_changed_or_cut_text_is_never_opened(plain, data):
    key = X25519PrivateKey.generate()
    sealed = spool.seal(key.public_key(), plain, "name")
    assert spool.open_sealed(key, sealed, "name") == plain
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[place] ^= data.draw(st.integers(1, 255))
    # The top bit of a Curve25519 key is ignored by the curve, but not by us.
    for wrong in (bytes(changed), sealed[:place]):
        with pytest.raises(spool.CannotOpen):
            spool.open_sealed(key, wrong, "name")


def test_a_text_opens_only_for_its_key_and_under_its_name(private):
    key, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    sealed = spool.seal(key.public_key(), b"words", "name")
    with pytest.raises(spool.CannotOpen):
        spool.open_sealed(other, sealed, "name")
    with pytest.raises(spool.CannotOpen):
        spool.open_sealed(key, sealed, "another name")
