"""The checking of inclusion and consistency proofs, strict about every size, index and length."""

from collections.abc import Sequence

from sharewell.ledger.merkle import HASH_SIZE, LARGEST_SIZE, leaf_hash, node_hash


def inclusion_holds(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """
    Say whether ``proof`` shows that these leaf bytes stand at ``index`` in the tree of ``size`` leaves with this root.

    RFC 9162, 2.1.3.2. It takes the leaf's bytes, never its hash, so that a node cannot be passed off as a leaf.
    Anything odd (a size of 0, an index outside, a proof too short or too long, a hash of another length) is False.
    """
    if not (_is_count(index) and _is_count(size) and index < size and _are_hashes([*proof, root])):
        return False
    at, last, top = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return False  # longer than the tree is high
        if at & 1 or at == last:
            top = node_hash(sibling, top)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and top == root


def consistency_holds(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """
    Say whether ``proof`` shows that the tree of ``old_size`` leaves is the beginning of the tree of ``new_size``.

    RFC 9162, 2.1.4.2. An empty old tree proves nothing about what came after it, so a size of 0 is False.
    """
    if not (_is_count(old_size) and _is_count(new_size) and 0 < old_size <= new_size):
        return False
    if not _are_hashes([*proof, old_root, new_root]):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    # A complete old tree is itself the first node; the proof then leaves it out.
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not path:
        return False
    return _rebuilt(old_size - 1, new_size - 1, path) == (old_root, new_root)


def _rebuilt(at: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_SIZE  # True and 1.0 are not counts


def _are_hashes(values: Sequence[object]) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_SIZE for value in values)
