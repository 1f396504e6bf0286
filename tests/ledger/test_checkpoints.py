"""Signed tree heads: ours, one signed elsewhere, and every way of getting one wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.ledger import checkpoints, merkle
from sharewell.ledger.checkpoints import BadNote, Checkpoint, SigningKey, VerifierKey

ORIGIN = "log.example/york"
KEY = SigningKey(ORIGIN, bytes(range(32)))
OTHER = SigningKey(ORIGIN, bytes(range(1, 33)))
WITNESS = SigningKey("witness.example/police", bytes(range(2, 34)))
HEAD = Checkpoint(ORIGIN, 5, merkle.Tree([b"a", b"b", b"c", b"d", b"e"]).root())
NOTE = checkpoints.sign(HEAD, KEY)
BLANK = "\n\n"


def opened(note, keys=(KEY.verifier,), origin=ORIGIN):
    return checkpoints.open_note(note, origin=origin, keys=keys)


def resigned(text, key=KEY):
    return f"{text}\n{key.signature_line(text)}"


def test_what_was_signed_is_read_back():
    assert opened(NOTE) == (HEAD, (KEY.verifier,))


def test_the_text_is_origin_size_and_root():
    assert NOTE.split("\n")[:2] == [ORIGIN, "5"]
    assert NOTE.split("\n")[3] == ""
    assert NOTE.split("\n")[4].startswith(f"— {ORIGIN} ")


def test_a_note_signed_with_another_implementation_is_read():
    # The example of the C2SP signed-note form's first implementation, Go's checksum database.
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    raw = checkpoints._unbase64(signature)
    assert raw[:4] == key.key_id
    assert key.verifies(raw[4:], text)
    assert not key.verifies(raw[4:], text + "\n")


def test_keys_survive_being_written_down():
    assert VerifierKey.parse(KEY.verifier.text() + "\n") == KEY.verifier
    assert SigningKey.parse(KEY.secret_text() + "\n") == KEY
    made = SigningKey.generate(ORIGIN)
    assert SigningKey.parse(made.secret_text()) == made != SigningKey.generate(ORIGIN)


def test_a_private_key_is_not_shown_by_accident():
    assert "seed" not in repr(KEY)
    assert KEY.seed.hex() not in repr(KEY)
    with pytest.raises(BadNote) as fault:
        SigningKey.parse(KEY.secret_text()[:-4] + "AAA=")
    assert KEY.secret_text()[-30:-5] not in str(fault.value)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "name",
        KEY.verifier.text()[:-1],
        KEY.verifier.text().replace(KEY.verifier.key_id.hex(), "00000000"),
        KEY.verifier.text().replace("+A", "+B", 1),
        KEY.secret_text(),
        OTHER.verifier.text().replace("york", "leeds"),
    ],
)
def test_a_damaged_verifier_key_is_refused(line):
    with pytest.raises(BadNote):
        VerifierKey.parse(line)


def test_a_log_signs_under_its_own_origin_only():
    with pytest.raises(BadNote, match="belongs to"):
        checkpoints.sign(HEAD._replace(origin="log.example/leeds"), KEY)


def test_a_stripped_signature_is_noticed():
    text = NOTE.split(BLANK)[0] + "\n"
    for stripped in (text, text + "\n", text + "\n\n"):
        with pytest.raises(BadNote):
            opened(stripped)


def test_a_signature_of_another_key_is_noticed():
    with pytest.raises(BadNote, match="not signed by the log"):
        opened(checkpoints.sign(HEAD, OTHER))


def test_a_swapped_origin_is_noticed():
    elsewhere = SigningKey("log.example/leeds", KEY.seed)
    note = checkpoints.sign(HEAD._replace(origin="log.example/leeds"), elsewhere)
    with pytest.raises(BadNote):
        opened(note, keys=[KEY.verifier, elsewhere.verifier])
    # Even the log's own key must not vouch for another log's text.
    with pytest.raises(BadNote, match="another log"):
        opened(resigned(HEAD._replace(origin="log.example/leeds").text()))


def test_a_witness_may_sign_as_well_but_not_instead():
    both = NOTE + WITNESS.signature_line(HEAD.text())
    assert opened(both).signers == (KEY.verifier,)
    assert opened(both, keys=[WITNESS.verifier, KEY.verifier]).signers == (KEY.verifier, WITNESS.verifier)
    with pytest.raises(BadNote, match="not signed by the log"):
        opened(resigned(HEAD.text(), WITNESS), keys=[KEY.verifier, WITNESS.verifier])


def test_a_known_witness_with_a_wrong_signature_spoils_the_note():
    wrong = NOTE + WITNESS.signature_line("something else\n")
    assert opened(wrong).signers == (KEY.verifier,)  # unknown, so passed over
    with pytest.raises(BadNote, match="is wrong"):
        opened(wrong, keys=[KEY.verifier, WITNESS.verifier])


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_categories=("Cs",)))
def test_no_single_letter_can_be_changed(at, letter):
    changed = NOTE[:at] + letter + NOTE[at + 1 :]
    if changed == NOTE:
        return
    with pytest.raises(BadNote):
        opened(changed)


@given(st.integers(0, len(NOTE) - 1))
def test_no_end_can_be_cut_off(length):
    with pytest.raises(BadNote):
        opened(NOTE[:length])


ROOT = checkpoints._base64(HEAD.root)


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n05\n{ROOT}\n",
        f"{ORIGIN}\n+5\n{ROOT}\n",
        f"{ORIGIN}\n 5\n{ROOT}\n",
        f"{ORIGIN}\n5.0\n{ROOT}\n",
        f"{ORIGIN}\n-5\n{ROOT}\n",
        f"{ORIGIN}\n٥\n{ROOT}\n",
        f"{ORIGIN}\n9223372036854775808\n{ROOT}\n",
        f"{ORIGIN}\n0\n{ROOT}\n",
        f"{ORIGIN}\n5\n{ROOT[:-4]}\n",
        f"{ORIGIN}\n5\n{ROOT.rstrip('=')}\n",
        f"{ORIGIN}\n5\n{ROOT[:-2]}{chr(ord(ROOT[-2]) + 1)}=\n",
        f"{ORIGIN}\n5\n{ROOT}",
        f"{ORIGIN}\n5\n{ROOT}\r\n",
        f"{ORIGIN}\n5\n{ROOT}\n\nextension\n",
        f"{ORIGIN}\n5\n",
        f"\n5\n{ROOT}\n",
        f"log of york\n5\n{ROOT}\n",
        f"log+york\n5\n{ROOT}\n",
    ],
)
def test_a_malformed_text_is_refused_even_when_signed(text):
    with pytest.raises(BadNote):
        opened(resigned(text))


def test_extension_lines_are_allowed_and_signed():
    head = HEAD._replace(extensions=("epoch 2",))
    assert opened(checkpoints.sign(head, KEY)).checkpoint == head
    with pytest.raises(BadNote):
        checkpoints.sign(HEAD._replace(extensions=("",)), KEY)
    with pytest.raises(BadNote):
        checkpoints.sign(HEAD._replace(extensions=("a\n\nb",)), KEY)


@pytest.mark.parametrize(
    "note",
    [
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—  "),
        NOTE + NOTE.split(BLANK)[1],
        NOTE + "— short AAAA\n",
        NOTE + "\n",
        NOTE[:-1],
        NOTE.replace("\n", "\r\n"),
        NOTE + "— x " + "A" * 70_000 + "\n",
        NOTE + WITNESS.signature_line("x\n") * 70,
        "\ud800" + NOTE,
        "",
    ],
)
def test_a_malformed_note_is_refused(note):
    with pytest.raises(BadNote):
        opened(note)
