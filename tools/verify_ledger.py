#!/usr/bin/env python3
"""
A checker for a Sharewell ledger that needs nothing but Python: one file, the standard library, no network.

It is given to partner agencies so that they can check the record themselves, and is written apart from the product's
own checker, so that one mistake cannot hide in both.

    python3 verify_ledger.py log   EXPORT      --key KEY [--checkpoint SAVED ...]
    python3 verify_ledger.py proof TLOG-PROOF  --key KEY [--checkpoint SAVED ...]

KEY is the log's verifier key, as one line or a file that holds it, got from the operator once and by another way than
the export. SAVED are checkpoints kept from earlier: keep each one you are given, for they are what makes it impossible
to rewrite what went before. Exit code: 0 untouched, 1 not, 2 the question could not be read.
"""

import argparse
import base64
import hashlib
import itertools
import json
import re
import sys
from pathlib import Path

DOMAIN = b"sharewell ledger entry 1\n"
PROOF_HEADING = "c2sp.org/tlog-proof@v1"


class Wrong(Exception):
    """Something does not hold; the message says what."""


# --- Ed25519 (RFC 8032, 5.1.7), verification only -------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Add two curve points in extended coordinates."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    o, q = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, q - o, q + o, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    """Multiply a curve point."""
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def decoded(packed):
    """Give the curve point of 32 bytes, or None."""
    y, sign = int.from_bytes(packed, "little") & (2**255 - 1), packed[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(public, signature, message):
    """Say whether an Ed25519 signature is right."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce = decoded(public), decoded(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(scalar, BASE), add(nonce, times(digest, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- The tree (RFC 6962, 2.1) ---------------------------------------------------------------------------------------


def sha(*parts):
    """Give the SHA-256 of bytes put one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def root_from_path(leaf, index, size, path):
    """Give the root that an audit path leads to, from the top down; raises Wrong when its length cannot be right."""
    if not 0 <= index < size:
        raise Wrong(f"there is no entry {index} among {size}")
    if size == 1:
        if path:
            raise Wrong("the proof is too long")
        return sha(b"\x00", leaf)
    if not path:
        raise Wrong("the proof is too short")
    split = 1 << ((size - 1).bit_length() - 1)
    if index < split:
        return sha(b"\x01", root_from_path(leaf, index, split, path[:-1]), path[-1])
    return sha(b"\x01", path[-1], root_from_path(leaf, index - split, size - split, path[:-1]))


def roots_from_consistency(old, new, proof, old_root, *, is_whole=True):
    """Give the old and new roots that a consistency proof leads to (RFC 6962, 2.1.2, read backwards)."""
    if not 0 < old <= new:
        raise Wrong("the sizes are in the wrong order")
    if old == new:
        if is_whole:
            if proof:
                raise Wrong("the proof is too long")
            return old_root, old_root
        if len(proof) != 1:
            raise Wrong("the proof has the wrong length")
        return proof[0], proof[0]
    if not proof:
        raise Wrong("the proof is too short")
    split, last = 1 << ((new - 1).bit_length() - 1), proof[-1]
    if old <= split:
        was, now = roots_from_consistency(old, split, proof[:-1], old_root, is_whole=is_whole)
        return was, sha(b"\x01", now, last)
    was, now = roots_from_consistency(old - split, new - split, proof[:-1], old_root, is_whole=False)
    return sha(b"\x01", last, was), sha(b"\x01", last, now)


class Growing:
    """The root of a list of leaves that is read once."""

    def __init__(self):
        self.size, self.stack = 0, []

    def take(self, leaf):
        """Add a leaf's bytes."""
        height, top = 0, sha(b"\x00", leaf)
        while self.stack and self.stack[-1][0] == height:
            top, height = sha(b"\x01", self.stack.pop()[1], top), height + 1
        self.stack.append((height, top))
        self.size += 1

    def root(self):
        """Give the root so far."""
        if not self.stack:
            return sha()
        top = self.stack[-1][1]
        for _, left in self.stack[-2::-1]:
            top = sha(b"\x01", left, top)
        return top


# --- Checkpoints (C2SP tlog-checkpoint and signed-note) -------------------------------------------------------------


def from_base64(text):
    """Give the bytes of plain base64; anything loose is Wrong."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise Wrong("something is not in base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Wrong("something is not in plain base64")
    return raw


def verifier_key(line):
    """Give (name, id, public key) of a verifier key."""
    try:
        name, key_id, encoded = line.strip().split("+", 2)
    except ValueError:
        raise Wrong("the key is not a verifier key") from None
    raw = from_base64(encoded)
    if len(raw) != 33 or raw[0] != 1 or sha(name.encode(), b"\n", raw)[:4].hex() != key_id:
        raise Wrong("the key is not an Ed25519 verifier key")
    return name, bytes.fromhex(key_id), raw[1:]


def opened_checkpoint(note, keys):
    """Give (size, root) of a checkpoint that one of the keys signed under the log's own name."""
    if any(letter < " " and letter != "\n" for letter in note):
        raise Wrong("it contains control characters")
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise Wrong("it has no signature")
    lines = text.split("\n")
    if len(lines) < 3 or not all(lines) or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1], re.ASCII):
        raise Wrong("it is not a checkpoint")
    known = {(name, key_id): public for name, key_id, public in keys if name == lines[0]}
    if not known:
        raise Wrong(f"it belongs to another log, {lines[0]}")
    if not sum(signed_by_log(line, known, text + "\n") for line in signatures[:-1].split("\n")):
        raise Wrong("it is not signed by the log's key")
    size, root = int(lines[1]), from_base64(lines[2])
    if len(root) != 32 or (size == 0 and root != sha()):
        raise Wrong("its root is not one of a tree of that size")
    return size, root


def signed_by_log(line, known, text):
    """Say whether a signature line is the log's own; one that claims to be and is not spoils the checkpoint."""
    match = re.fullmatch(r"— ([^\s+]+) ([^\s]+)", line)
    if not match:
        raise Wrong("a signature line is malformed")
    raw = from_base64(match[2])
    public = known.get((match[1], raw[:4]))
    if public is not None and not signature_holds(public, raw[4:], text.encode()):
        raise Wrong("its signature is wrong")
    return public is not None


# --- Entries --------------------------------------------------------------------------------------------------------


def canonical(value):
    """Give the unambiguous bytes of a value: a letter, a length, the value."""
    if value is None or value is True or value is False:
        return {None: b"n", True: b"t", False: b"f"}[value]
    if isinstance(value, int):
        return b"i%d;" % value
    if isinstance(value, str):
        text = value.encode()
        return b"s%d:%b" % (len(text), text)
    if isinstance(value, list):
        return b"l%d:" % len(value) + b"".join(map(canonical, value))
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: item[0].encode())
        return b"d%d:" % len(items) + b"".join(canonical(part) for item in items for part in item)
    raise Wrong("an entry holds a number with a fraction")


def committed(salt, says):
    """Give the commitment to what an entry says."""
    if len(salt) != 32:
        raise Wrong("a salt has the wrong length")
    return sha(DOMAIN, salt, canonical(says))


def from_json(text):
    """Read JSON in which no key may stand twice."""

    def unique(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise Wrong("a key stands twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=unique)


# --- The two questions ----------------------------------------------------------------------------------------------


def check_log(lines, keys, saved):
    """Check an export; give what to say when all of it holds, raise Wrong at the first thing that does not."""
    records = map(from_json, lines)
    header = next(records, {})
    if header.get("form") != "sharewell-ledger-export-1":
        raise Wrong("this is not a ledger export")
    notes, first = list(saved), next(records, None)
    while first is not None and "checkpoint" in first:
        notes.append(first["checkpoint"])
        first = next(records, None)
    signed = {}
    for size, root in (opened_checkpoint(note, keys) for note in notes):
        signed.setdefault(size, set()).add(root)
    tree, opened = Growing(), Opened()
    good = read_entries(() if first is None else itertools.chain([first], records), tree, opened, signed)
    if max(signed, default=0) > tree.size:
        raise Wrong(f"entries from {tree.size} on were cut off: a signed checkpoint covers {max(signed)}")
    if header.get("content") == "all":
        opened.raise_if_lost()
    return (
        f"The whole log is untouched: {tree.size} entries, root {base64.b64encode(tree.root()).decode()}, the first"
        f" {good} of them signed. The content of {opened.count} was here and was checked too."
    )


def read_entries(entries, tree, opened, signed):
    """Grow the tree entry by entry, comparing it with each checkpoint on the way; give how many are signed."""
    good = 0
    for number, entry in enumerate(entries):
        tree.take(checked_entry(entry, number))
        opened.take(entry, number)
        if tree.size in signed:
            if signed[tree.size] != {tree.root()}:
                raise Wrong(f"entries {good} to {number} are not the ones that were signed")
            good = tree.size
    return good


class Opened:
    """Which entries came with what they say, and which say that others' content was destroyed."""

    def __init__(self):
        self.count, self.closed, self.destroyed = 0, {}, set()

    def take(self, entry, number):
        """Note one checked entry."""
        if "says" not in entry:
            self.closed[entry["leaf"]] = number
            return
        self.count += 1
        if entry["says"]["event"] == "content.destroyed":
            self.destroyed.update(entry["says"]["detail"]["leaves"])

    def raise_if_lost(self):
        """Raise Wrong when an entry's content is missing and no entry says that it was destroyed."""
        lost = [number for leaf, number in self.closed.items() if leaf not in self.destroyed]
        if lost:
            raise Wrong(f"what entry {lost[0]} said is gone, and nothing says it was destroyed")


def checked_entry(record, number):
    """Give an entry's leaf bytes once its number and its content have been checked."""
    if record["index"] != number:
        raise Wrong(f"entry {number} is missing")
    commitment = bytes.fromhex(record["commitment"])
    if record["version"] != 1 or len(commitment) != 32:
        raise Wrong(f"entry {number} is malformed")
    if "says" in record:
        says = record["says"]
        if says["leaf"] != record["leaf"] or committed(bytes.fromhex(record["salt"]), says) != commitment:
            raise Wrong(f"entry {number} was changed: what it says does not fit its commitment")
    return b"\x01" + commitment


def check_proof(text, keys, saved):
    """Check one entry's proof (C2SP tlog-proof); give what to say when it holds."""
    proof, blank, note = text.partition("\n\n")
    heading, *lines = proof.split("\n")
    if heading != PROOF_HEADING or not blank or len(lines) < 2:
        raise Wrong("this is not a tlog-proof")
    if not lines[0].startswith("extra ") or not re.fullmatch(r"index (0|[1-9][0-9]{0,18})", lines[1], re.ASCII):
        raise Wrong("the proof does not carry its entry and its place")
    extra = from_json(from_base64(lines[0].removeprefix("extra ")).decode())
    index, path = int(lines[1].removeprefix("index ")), [from_base64(line) for line in lines[2:]]
    size, root = opened_checkpoint(note, keys)
    if any(size == other and root != its for other, its in (opened_checkpoint(one, keys) for one in saved)):
        raise Wrong("the checkpoint is not the one that was kept from that time")
    leaf = b"\x01" + committed(bytes.fromhex(extra["salt"]), extra["says"])
    if any(len(one) != 32 for one in path) or root_from_path(leaf, index, size, path) != root:
        raise Wrong("the entry is not in the log that was signed")
    says = extra["says"]
    return f"Entry {index} of {size} is proved: {says['event']} at {says['at']} by {says['practitioner']}."


def main(arguments):
    """Answer on the command line."""
    parser = argparse.ArgumentParser(description="Check a Sharewell ledger, offline, with nothing but Python.")
    parser.add_argument("question", choices=["log", "proof"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", required=True, action="append", help="the log's verifier key, or a file that holds it")
    parser.add_argument("--checkpoint", action="append", default=[], type=Path, help="a checkpoint kept from earlier")
    asked = parser.parse_args(arguments)
    try:
        named = [Path(key).read_text() if "+" not in key else key for key in asked.key]
        keys = [verifier_key(line) for text in named for line in text.splitlines() if line.strip()]
        saved = [path.read_text(encoding="utf-8") for path in asked.checkpoint]
        with asked.file.open(encoding="utf-8", newline="\n") as file:
            says = (
                check_log(iter(file), keys, saved) if asked.question == "log" else check_proof(file.read(), keys, saved)
            )
    except OSError as fault:
        print(f"Could not read {fault.filename}: {fault.strerror}.", file=sys.stderr)
        return 2
    except Wrong as wrong:
        print(f"NOT UNTOUCHED: {wrong}.", file=sys.stderr)
        return 1
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        print(f"NOT UNTOUCHED: the file is malformed ({type(fault).__name__}).", file=sys.stderr)
        return 1
    print(says)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
