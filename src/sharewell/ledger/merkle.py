"""The Merkle tree of RFC 6962: leaf and node hashes, roots, and the proofs that can be made from them."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_SIZE = 32  # bytes, SHA-256
EMPTY_ROOT = sha256(b"").digest()  # RFC 6962, 2.1: the hash of an empty list
LARGEST_SIZE = 2**63 - 1  # what a database index, and every other implementation, can count


# A complete subtree, as (level, index): level 0 is a leaf; it spans 2**level leaves from index * 2**level on.
Node = tuple[int, int]
# Gives the hashes of complete subtrees, in the order asked.
Fetch = Callable[[Sequence[Node]], Sequence[bytes]]


def leaf_hash(leaf: bytes) -> bytes:
    """Give the hash of a leaf's bytes (RFC 6962, 2.1: the 0 byte keeps leaves and nodes apart)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of a node from the hashes of its two children."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Give the root over neighbouring complete subtrees, largest first."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def cover(start: int, end: int) -> list[Node]:
    """Give the complete subtrees, largest first, that make up leaves ``start`` to ``end`` (not included)."""
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


class Frontier:
    """The right edge of a growing tree: all that must be remembered to add leaves and to give the root."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Start empty, or go on from a size (in leaves) and its complete subtrees' hashes, largest first."""
        self.size = size
        self.peaks = list(peaks)
        if size < 0 or len(self.peaks) != size.bit_count() or any(len(peak) != HASH_SIZE for peak in self.peaks):
            raise ValueError("these hashes cannot be the right edge of a tree of this size")

    @classmethod
    def from_bytes(cls, size: int, stored: bytes) -> "Frontier":
        """Give the frontier that ``to_bytes`` stored; raises ``ValueError`` when the length does not fit the size."""
        return cls(size, (stored[at : at + HASH_SIZE] for at in range(0, len(stored), HASH_SIZE)))

    def to_bytes(self) -> bytes:
        """Give the hashes one after the other, largest subtree first."""
        return b"".join(self.peaks)

    def append(self, leaf: bytes) -> list[tuple[Node, bytes]]:
        """Add one leaf's hash; give the subtrees above leaf level that it completed."""
        completed = []
        index, level, top = self.size, 0, leaf
        while index & 1:
            top = node_hash(self.peaks.pop(), top)
            index >>= 1
            level += 1
            completed.append(((level, index), top))
        self.peaks.append(top)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Give the root of the tree as it now is."""
        return fold(self.peaks)


class Tree:
    """A whole tree in memory: every complete subtree, one run of hashes for each level."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """Start with these leaves' bytes."""
        self._levels = [bytearray()]
        self.extend(leaves)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0]) // HASH_SIZE

    def append(self, leaf: bytes) -> int:
        """Add one leaf's bytes; give its index."""
        self._grow(leaf_hash(leaf))
        return self.size - 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaves' bytes."""
        self._grow(b"".join([sha256(b"\x00" + leaf).digest() for leaf in leaves]))

    def extend_hashes(self, hashes: Iterable[bytes]) -> None:
        """Add many leaves of which only the hashes are known."""
        self._grow(b"".join(hashes))

    def _grow(self, fresh: bytes) -> None:
        level, pair = 0, 2 * HASH_SIZE
        while fresh:
            row = self._levels[level]
            row += fresh
            if len(row) < pair:
                return
            if level + 1 == len(self._levels):
                self._levels.append(bytearray())
            start, end = 2 * len(self._levels[level + 1]), len(row) - len(row) % pair
            span = bytes(row[start:end])
            fresh = b"".join([sha256(b"\x01" + span[at : at + pair]).digest() for at in range(0, len(span), pair)])
            level += 1

    def hashes(self, nodes: Sequence[Node]) -> list[bytes]:
        """Give the hashes of complete subtrees, in the order asked."""
        levels = self._levels
        return [bytes(levels[level][index * HASH_SIZE : (index + 1) * HASH_SIZE]) for level, index in nodes]

    def root(self, size: int | None = None) -> bytes:
        """Give the root of the whole tree, or of its first ``size`` leaves."""
        return fold(self.hashes(cover(0, self._known(self.size if size is None else size))))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Give the proof that leaf ``index`` is among the first ``size`` leaves (default: all)."""
        return inclusion_proof(index, self._known(self.size if size is None else size), self.hashes)

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Give the proof that the tree of ``old`` leaves is the beginning of the tree of ``new`` (default: all)."""
        return consistency_proof(old, self._known(self.size if new is None else new), self.hashes)

    def _known(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree has {self.size} leaves, not {size}")
        return size


def inclusion_proof(index: int, size: int, fetch: Fetch) -> list[bytes]:
    """Give the audit path of leaf ``index`` in the tree of ``size`` leaves (RFC 6962, 2.1.1), leaf end first."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    return _path(index, 0, size, [], fetch)


def consistency_proof(old: int, new: int, fetch: Fetch) -> list[bytes]:
    """Give the proof that the tree of ``old`` leaves begins the tree of ``new`` (RFC 6962, 2.1.2)."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {old} leaves has nothing to prove about one of {new}")
    if old == new:
        return []
    at, level = old - 1, 0
    while at & 1:
        at, level = at >> 1, level + 1
    # When the old tree is one complete subtree the verifier holds its root already, and the proof leaves it out.
    return _path(at, level, new, [(level, at)] if at else [], fetch)


def _path(at: int, level: int, size: int, nodes: list[Node], fetch: Fetch) -> list[bytes]:
    """Give the hashes beside the way from a node up to the root; all are fetched at once, for a database's sake."""
    edge, width = -1, 0
    last = (size - 1) >> level
    while last:
        if at & 1:
            nodes.append((level, at - 1))
        elif (at + 2) << level <= size:
            nodes.append((level, at + 1))
        elif at < last:  # the one neighbour that may be incomplete: the right edge of the tree
            tail = cover((at + 1) << level, size)
            edge, width = len(nodes), len(tail)
            nodes += tail
        at, last, level = at >> 1, last >> 1, level + 1
    hashes = list(fetch(nodes))
    if edge >= 0:
        hashes[edge : edge + width] = [fold(hashes[edge : edge + width])]
    return hashes
