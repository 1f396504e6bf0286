"""Every kind of tampering is found by both checkers, its first bad entry named; an untouched log raises no alarm."""

import importlib.util
import random
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from sharewell.ledger import checkpoints, commitments, exports, merkle, verifying
from sharewell.ledger.checkpoints import Checkpoint, SigningKey
from sharewell.ledger.verifying import Entry, Head

ORIGIN = "log.example/york"
KEY = SigningKey(ORIGIN, bytes(range(32)))
THIEF = SigningKey(ORIGIN, bytes(range(1, 33)))
START = datetime(2026, 11, 24, 9, tzinfo=UTC)
SIZES = [1, 2, 3, 7, 8, 9, 64, 100]
TOOL = Path(__file__).parents[2] / "tools" / "verify_ledger.py"


def stand_alone():
    spec = importlib.util.spec_from_file_location("verify_ledger", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = stand_alone()


@dataclass
class Log:
    """A log as the database would hold it."""

    entries: list[Entry] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def add(self, event="person.viewed", **detail):
        index = len(self.entries)
        leaf_id = UUID(int=10_000 + index)
        opening = commitments.Opening(
            leaf_id, event, UUID(int=1), UUID(int=2), [UUID(int=3)], [], detail, START + timedelta(seconds=index)
        )
        salt = bytes([index % 256]) * 32
        committed = commitments.commitment(salt, opening.payload())
        hashed = merkle.leaf_hash(commitments.leaf_bytes(committed))
        self.entries.append(Entry(index, str(leaf_id), 1, committed, hashed, salt, opening.payload()))

    def tree(self):
        return merkle.Tree(commitments.leaf_bytes(entry.commitment, entry.version) for entry in self.entries)

    def sign(self, key=KEY, **changed):
        tree = self.tree()
        head = Checkpoint(ORIGIN, tree.size, tree.root())._replace(**changed)
        self.heads.append(Head(checkpoints.sign(head, key), head.size, head.root))

    def subtrees(self):
        frontier = merkle.Frontier()
        signed = max((head.stored_size or 0 for head in self.heads), default=0)
        return [
            completed
            for entry in self.entries[:signed]
            for completed in frontier.append(merkle.leaf_hash(commitments.leaf_bytes(entry.commitment, entry.version)))
        ]

    def verify(self, saved=(), **given):
        return verifying.verify(
            entries=self.entries, heads=[*self.heads, *saved], keys=[KEY.verifier], origin=ORIGIN, **given
        )

    def verify_alone(self, saved=()):
        """What the stand-alone checker says of the same log: None when it is untouched."""
        lines = exports.log_lines(
            entries=self.entries,
            notes=[head.note for head in self.heads],
            origin=ORIGIN,
            keys=[KEY.verifier],
            content="all",
        )
        try:
            ALONE.check_log(iter(lines), [ALONE.verifier_key(KEY.verifier.text())], [head.note for head in saved])
        except ALONE.Wrong as wrong:
            return str(wrong)
        return None


def made(size, sign_every=4):
    log = Log()
    for number in range(size):
        log.add(reason=f"call {number}")
        if (number + 1) % sign_every == 0 or number == size - 1:
            log.sign()
    return log


def rehashed(entry, **payload):
    """An entry altered by someone who can recompute everything that is not signed."""
    payload = {**entry.payload, **payload}
    committed = commitments.commitment(entry.salt, payload)
    hashed = merkle.leaf_hash(commitments.leaf_bytes(committed))
    return entry._replace(payload=payload, commitment=committed, stored_hash=hashed)


@pytest.mark.parametrize("size", [0, *SIZES])
@pytest.mark.parametrize("sign_every", [1, 3, 1000])
def test_an_untouched_log_raises_no_alarm(size, sign_every):
    log = made(size, sign_every)
    report = log.verify(subtrees=log.subtrees(), at=START)
    assert report.faults == []
    assert report.is_whole
    assert report.first_bad is None
    assert (report.size, report.signed_size, report.opened) == (size, size, size)
    assert report.root == log.tree().root()
    assert log.verify_alone() is None


# Each takes a log and the index it tampers with, and gives what the checkers must name as the first bad entry.
def change_detail(log, at):
    log.entries[at] = log.entries[at]._replace(payload={**log.entries[at].payload, "detail": {"reason": "another"}})
    return at


def change_time(log, at):
    log.entries[at] = log.entries[at]._replace(payload={**log.entries[at].payload, "at": "2026-11-23T00:00:00.000000Z"})
    return at


def change_who(log, at):
    log.entries[at] = log.entries[at]._replace(payload={**log.entries[at].payload, "practitioner": str(UUID(int=7))})
    return at


def change_salt(log, at):
    log.entries[at] = log.entries[at]._replace(salt=b"\xff" * 32)
    return at


def lose_salt(log, at):
    log.entries[at] = log.entries[at]._replace(salt=None)
    return at


def shorten_salt(log, at):
    log.entries[at] = log.entries[at]._replace(salt=b"short")
    return at


def change_commitment(log, at):
    log.entries[at] = log.entries[at]._replace(commitment=b"\xee" * 32)
    return at


def flip_one_bit(log, at):
    old = log.entries[at].commitment
    log.entries[at] = log.entries[at]._replace(commitment=bytes([old[0] ^ 1]) + old[1:])
    return at


def change_version(log, at):
    log.entries[at] = log.entries[at]._replace(version=2)
    return at


def change_leaf_id(log, at):
    log.entries[at] = log.entries[at]._replace(leaf_id=str(UUID(int=5)))
    return at


def delete_content(log, at):
    log.entries[at] = log.entries[at]._replace(payload=None, salt=None)
    return at


def delete_entry(log, at):
    del log.entries[at]
    return at


def delete_and_close_up(log, at):
    del log.entries[at]
    log.entries[at:] = [entry._replace(place=entry.place - 1) for entry in log.entries[at:]]
    return at


def insert_one(log, at):
    forged = rehashed(log.entries[at], event="search.made")
    log.entries[at:at] = [forged]
    log.entries[at + 1 :] = [entry._replace(place=entry.place + 1) for entry in log.entries[at + 1 :]]
    return at


def swap_contents(log, at):
    other = at + 1 if at + 1 < len(log.entries) else at - 1
    one, two = log.entries[at], log.entries[other]
    log.entries[at] = one._replace(payload=two.payload, salt=two.salt)
    log.entries[other] = two._replace(payload=one.payload, salt=one.salt)
    return min(at, other)


def swap_two(log, at):
    other = at + 1 if at + 1 < len(log.entries) else at - 1
    log.entries[at], log.entries[other] = (
        log.entries[other]._replace(place=at),
        log.entries[at]._replace(place=other),
    )
    return min(at, other)


def truncate(log, at):
    del log.entries[at:]
    return at


def add_nothing_twice(log, at):
    log.entries.append(log.entries[at])
    return at


TAMPERINGS = [
    change_detail, change_time, change_who, change_salt, lose_salt, shorten_salt, change_commitment, flip_one_bit,
    change_version, change_leaf_id, delete_content, delete_entry, delete_and_close_up, insert_one, swap_contents,
    swap_two, truncate,
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_tampering_is_found_and_the_first_bad_entry_named(tampering, size):
    for at in sorted({0, size // 2, size - 1, *random.Random(size).choices(range(size), k=5)}):
        if size == 1 and tampering in (swap_contents, swap_two):
            continue
        log = made(size)
        subtrees = log.subtrees()
        first_bad = tampering(log, at)
        report = log.verify(subtrees=subtrees)
        assert not report.is_whole
        if tampering in (delete_and_close_up, insert_one, swap_two):
            # Consistent in itself: signatures and stored subtrees tell, and they tell in which stretch.
            assert report.faults[0].first <= first_bad + 1
        else:
            assert report.first_bad == first_bad, report.faults
        assert not log.verify().is_whole
        assert log.verify_alone() is not None


@pytest.mark.parametrize("at", [0, 5, 8, 19])
def test_an_entry_rewritten_with_everything_that_is_not_signed_is_found_by_the_signature(at):
    log = made(20)
    log.entries[at] = rehashed(log.entries[at], detail={"reason": "as I wish it had been"})
    report = log.verify()
    assert [fault.kind for fault in report.faults] == ["root"]
    assert report.faults[0].first <= at < report.faults[0].end
    assert "are not the ones that were signed" in log.verify_alone()


def test_the_stored_hashes_narrow_a_rewriting_down_to_the_entry():
    log = made(20)
    log.entries[9] = rehashed(log.entries[9], detail={})._replace(stored_hash=log.entries[9].stored_hash)
    report = log.verify()
    assert report.first_bad == 9
    assert any(fault.is_exact for fault in report.faults)


@pytest.mark.parametrize("number", [0, 3, 17])
def test_a_changed_stored_subtree_is_found(number):
    log = made(20)
    subtrees = log.subtrees()
    node, _ = subtrees[number]
    subtrees[number] = (node, b"\0" * 32)
    fault = log.verify(subtrees=subtrees).faults[0]
    assert fault.kind == "subtree"
    assert fault.first == node[1] << node[0]


def test_a_missing_or_surplus_stored_subtree_is_found():
    log = made(20)
    assert not log.verify(subtrees=log.subtrees()[:-1]).is_whole
    assert not log.verify(subtrees=[*log.subtrees(), ((0, 99), b"\0" * 32)]).is_whole


def forge_with_another_key(log):
    log.sign(THIEF)


def forge_with_no_key(log):
    log.heads[-1] = log.heads[-1]._replace(note=log.heads[-1].note.split("\n\n")[0] + "\n\n")


def change_root_in_the_note(log):
    old = checkpoints._base64(log.heads[-1].stored_root)
    log.heads[-1] = log.heads[-1]._replace(note=log.heads[-1].note.replace(old, checkpoints._base64(b"\1" * 32)))


def change_root_beside_the_note(log):
    log.heads[-1] = log.heads[-1]._replace(stored_root=b"\1" * 32)


def change_size_beside_the_note(log):
    log.heads[-1] = log.heads[-1]._replace(stored_size=3)


def take_a_note_of_another_log(log):
    elsewhere = SigningKey("log.example/leeds", KEY.seed)
    head = Checkpoint("log.example/leeds", len(log.entries), log.tree().root())
    log.heads[-1] = log.heads[-1]._replace(note=checkpoints.sign(head, elsewhere))


def sign_a_larger_size(log):
    log.sign(size=len(log.entries) + 1)


def sign_another_root(log):
    log.sign(root=b"\2" * 32)


@pytest.mark.parametrize(
    "forging",
    [
        forge_with_another_key, forge_with_no_key, change_root_in_the_note, change_root_beside_the_note,
        change_size_beside_the_note, take_a_note_of_another_log, sign_a_larger_size, sign_another_root,
    ],
    ids=lambda one: one.__name__,
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 8, 21])
def test_a_forged_checkpoint_is_found(forging, size):
    log = made(size)
    forging(log)
    assert not log.verify().is_whole
    if "beside" not in forging.__name__:  # the export holds the notes only
        assert log.verify_alone() is not None


def test_a_rollback_is_found_by_a_copy_kept_outside():
    log = made(20)
    kept = log.heads[-1]._replace(is_kept_outside=True, stored_size=None, stored_root=None)
    del log.entries[12:]
    log.heads = [head for head in log.heads if head.stored_size <= 12]
    assert log.verify().is_whole  # consistent in itself: nobody could tell without the copy
    report = log.verify(saved=[kept])
    assert report.first_bad == 12
    assert "Entries 12 to 19 were cut off" in report.faults[0].sentence
    assert "cut off" in log.verify_alone(saved=[kept])


def test_a_whole_log_rewritten_and_signed_with_the_stolen_key_is_found_by_a_copy_kept_outside():
    log = made(20)
    kept = log.heads[2]._replace(is_kept_outside=True, stored_size=None, stored_root=None)
    log.entries[9] = rehashed(log.entries[9], detail={})
    log.heads = []
    log.sign()
    assert log.verify().is_whole
    report = log.verify(saved=[kept])
    assert report.faults[0].kind == "root"
    assert "kept outside" in report.faults[0].sentence
    assert log.verify_alone(saved=[kept]) is not None


def test_content_may_go_when_an_entry_says_that_it_was_destroyed():
    log = made(6)
    log.add("content.destroyed", leaves=[log.entries[2].leaf_id])
    log.sign()
    log.entries[2] = log.entries[2]._replace(payload=None, salt=None)
    assert log.verify().is_whole
    assert log.verify_alone() is None
    log.entries[3] = log.entries[3]._replace(payload=None, salt=None)
    assert log.verify().first_bad == 3
    assert "entry 3" in log.verify_alone()


def test_without_any_content_the_order_is_still_proved():
    log = made(20)
    log.entries = [entry._replace(payload=None, salt=None) for entry in log.entries]
    assert log.verify(has_content=False).is_whole
    log.entries[4] = log.entries[4]._replace(commitment=b"\0" * 32, stored_hash=None)
    assert not log.verify(has_content=False).is_whole


def test_entries_nobody_signed_for_a_while_are_an_alarm():
    log = made(4)
    log.add(reason="late")
    assert log.verify(at=START + timedelta(minutes=14)).is_whole
    report = log.verify(at=START + timedelta(minutes=16))
    assert [fault.kind for fault in report.faults] == ["unsigned"]
    assert report.first_bad == 4


def test_a_log_full_of_faults_names_the_first_and_counts_the_rest():
    log = made(100)
    log.entries = [entry._replace(salt=b"\0" * 32) for entry in log.entries]
    report = log.verify()
    assert report.first_bad == 1  # entry 0 had that salt
    assert len(report.faults) == verifying.MOST_FAULTS
    assert report.further_faults > 40


def test_an_export_is_read_back_as_it_was():
    log = made(9)
    lines = list(
        exports.log_lines(
            entries=log.entries,
            notes=[head.note for head in log.heads],
            origin=ORIGIN,
            keys=[KEY.verifier],
            content="all",
        )
    )
    heading, heads, entries = exports.read_log(lines)
    assert heading["origin"] == ORIGIN
    assert [head.note for head in heads] == [head.note for head in log.heads]
    assert list(entries) == [entry._replace(stored_hash=None) for entry in log.entries]
    without = "".join(
        exports.log_lines(entries=log.entries, notes=[], origin=ORIGIN, keys=[KEY.verifier], content="none")
    )
    assert "call 3" not in without
    assert "salt" not in without
    with pytest.raises(exports.BadExport):
        exports.read_log(["{}\n"])
    with pytest.raises(exports.BadExport, match="twice"):
        list(exports.read_log([lines[0], lines[-1].replace('"index":8', '"index":8,"index":7')])[2])


def test_the_stand_alone_checker_needs_the_standard_library_only(tmp_path):
    log = made(9)
    export = tmp_path / "log.jsonl"
    lines = exports.log_lines(
        entries=log.entries, notes=[head.note for head in log.heads], origin=ORIGIN, keys=[KEY.verifier], content="all"
    )
    export.write_text("".join(lines))
    key = tmp_path / "log.pub"
    key.write_text(KEY.verifier.text() + "\n")

    def asked(*arguments):
        # -I -S: no installed packages, no path but Python's own.
        return subprocess.run(
            [sys.executable, "-I", "-S", str(TOOL), *map(str, arguments)], capture_output=True, text=True, check=False
        )

    answer = asked("log", export, "--key", key)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "The whole log is untouched: 9 entries" in answer.stdout
    export.write_text(export.read_text().replace("call 5", "call 6"))
    answer = asked("log", export, "--key", KEY.verifier.text())
    assert answer.returncode == 1
    assert "entry 5 was changed" in answer.stderr
    assert asked("log", export, "--key", THIEF.verifier.text()).returncode == 1
    assert asked("log", tmp_path / "nowhere", "--key", key).returncode == 2
    export.write_text("no json\n")
    assert asked("log", export, "--key", key).returncode == 1
    assert len(TOOL.read_text().splitlines()) <= 500


def test_one_entrys_proof_is_checked_alone(tmp_path, capsys):
    log = made(21)
    key = KEY.verifier.text()
    text = exports.proof_text(entry=log.entries[13], proof=log.tree().inclusion(13), note=log.heads[-1].note)
    path = tmp_path / "entry.tlog-proof"
    path.write_text(text)
    assert ALONE.main(["proof", str(path), "--key", key]) == 0
    assert "Entry 13 of 21 is proved: person.viewed" in capsys.readouterr().out
    path_of_13 = log.tree().inclusion(13)
    wrong = [
        text.replace("index 13", "index 12"),
        text.replace("index 13", "index 21"),
        exports.proof_text(entry=log.entries[13], proof=path_of_13[:-1], note=log.heads[-1].note),
        exports.proof_text(entry=log.entries[13], proof=[*path_of_13, b"\0" * 32], note=log.heads[-1].note),
        exports.proof_text(entry=log.entries[12], proof=path_of_13, note=log.heads[-1].note),
        exports.proof_text(entry=log.entries[13], proof=path_of_13, note=log.heads[-2].note),
        exports.proof_text(entry=log.entries[13], proof=path_of_13, note=checkpoints.sign(
            Checkpoint(ORIGIN, 21, log.tree().root()), THIEF)),
        text.replace("tlog-proof@v1", "tlog-proof@v2"),
        "",
    ]  # fmt: skip
    for one in wrong:
        path.write_text(one)
        assert ALONE.main(["proof", str(path), "--key", key]) == 1, one


def test_both_checkers_agree_on_every_small_proof():
    leaves = [b"%d" % number for number in range(66)]
    tree = merkle.Tree(leaves)
    for size in range(1, 66):
        for index in range(size):
            assert ALONE.root_from_path(leaves[index], index, size, tree.inclusion(index, size)) == tree.root(size)
        for old in range(1, size + 1):
            was, now = ALONE.roots_from_consistency(old, size, tree.consistency(old, size), tree.root(old))
            assert (was, now) == (tree.root(old), tree.root(size))


def test_the_stand_alone_checkers_own_signature_check_agrees_with_the_librarys():
    public = KEY.verifier.public
    for number in range(6):
        message = b"message %d" % number
        raw = checkpoints._unbase64(KEY.signature_line(message.decode()).split(" ")[2].strip())[4:]
        assert ALONE.signature_holds(public, raw, message)
        assert not ALONE.signature_holds(public, raw, message + b"!")
        flipped = raw[:number] + bytes([raw[number] ^ 1]) + raw[number + 1 :]
        assert not ALONE.signature_holds(public, flipped, message)
        too_large = raw[:32] + (int.from_bytes(raw[32:], "little") + ALONE.L).to_bytes(32, "little")
        assert not ALONE.signature_holds(public, too_large, message)
