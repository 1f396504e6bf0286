"""Every proof of small trees holds, and no other does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.ledger import merkle, proofs

LARGEST = 130
LEAVES = [b"leaf %d" % number for number in range(LARGEST + 1)]
TREE = merkle.Tree(LEAVES)
ROOTS = [TREE.root(size) for size in range(LARGEST + 1)]


def included(index, size, /, **changed):
    right = {
        "leaf": LEAVES[index],
        "index": index,
        "size": size,
        "proof": TREE.inclusion(index, size),
        "root": ROOTS[size],
    }
    return proofs.inclusion_holds(**(right | changed))


def consistent(old, new, /, **changed):
    right = {
        "old_size": old,
        "old_root": ROOTS[old],
        "new_size": new,
        "new_root": ROOTS[new],
        "proof": TREE.consistency(old, new),
    }
    return proofs.consistency_holds(**(right | changed))


def test_every_inclusion_proof_up_to_130_leaves_holds_and_no_neighbour_of_it_does():
    for size in range(1, LARGEST + 1):
        for index in range(size):
            assert included(index, size)
            assert not included(index, size, leaf=LEAVES[(index + 1) % (size + 1)])
            assert not included(index, size, index=index + 1)
            assert not included(index, size, root=ROOTS[size - 1])


def test_every_consistency_proof_up_to_130_leaves_holds_and_no_neighbour_of_it_does():
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            assert consistent(old, new)
            assert not consistent(old, new, old_root=ROOTS[old - 1])
            if old < new:
                assert not consistent(old, new, new_root=ROOTS[new - 1])
                assert not consistent(old, new, proof=[])


def test_no_proof_holds_for_a_checkpoint_of_another_size():
    for size in range(1, 40):
        for index in range(size):
            for other in range(1, 60):
                assert included(index, size, size=other, root=ROOTS[other]) is (other == size)


def mutations(draw, proof):
    proof = list(proof)
    kind = draw(st.sampled_from(["bit", "drop", "extend", "swap", "short", "long", "text", "double"]))
    at = draw(st.integers(0, max(len(proof) - 1, 0)))
    if kind == "extend" or not proof:
        proof.insert(at, draw(st.sampled_from([b"\0" * 32, ROOTS[1], ROOTS[LARGEST]])))
    elif kind == "bit":
        bit = draw(st.integers(0, 255))
        proof[at] = (int.from_bytes(proof[at]) ^ 1 << bit).to_bytes(32)
    elif kind == "drop":
        del proof[at]
    elif kind == "swap":
        proof[at], proof[0] = proof[0], proof[at]
    elif kind == "short":
        proof[at] = proof[at][:-1]
    elif kind == "long":
        proof[at] += b"\0"
    elif kind == "text":
        proof[at] = proof[at].hex()
    else:
        proof.insert(at, proof[at])
    return proof


@settings(max_examples=2000)
@given(st.data())
def test_a_mutated_inclusion_proof_is_never_accepted(data):
    size = data.draw(st.integers(1, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    proof = TREE.inclusion(index, size)
    mutated = mutations(data.draw, proof)
    assert included(index, size, proof=mutated) is (mutated == proof)


@settings(max_examples=2000)
@given(st.data())
def test_a_mutated_consistency_proof_is_never_accepted(data):
    new = data.draw(st.integers(1, LARGEST))
    old = data.draw(st.integers(1, new))
    proof = TREE.consistency(old, new)
    mutated = mutations(data.draw, proof)
    assert consistent(old, new, proof=mutated) is (mutated == proof)


def test_in_a_tree_of_known_size_a_proof_holds_for_one_index_only():
    # The size comes from a signed checkpoint, so it is the size that is known and the index that may be lied about.
    for size in range(1, 40):
        for index in range(size):
            for other in range(size + 2):
                assert included(index, size, index=other) is (other == index)


@pytest.mark.parametrize("size", [0, -1, 2**63, True, 1.0, "1", None])
def test_an_odd_size_is_no_size(size):
    assert not proofs.inclusion_holds(leaf=LEAVES[0], index=0, size=size, proof=[], root=ROOTS[1])
    assert not proofs.consistency_holds(old_size=size, old_root=ROOTS[1], new_size=1, new_root=ROOTS[1], proof=[])
    assert not proofs.consistency_holds(old_size=1, old_root=ROOTS[1], new_size=size, new_root=ROOTS[1], proof=[])


@pytest.mark.parametrize("index", [-1, 1, True, False, 0.0, "0", None])
def test_an_odd_index_is_no_index(index):
    assert not proofs.inclusion_holds(leaf=LEAVES[0], index=index, size=1, proof=[], root=ROOTS[1])


def test_a_node_cannot_be_passed_off_as_a_leaf():
    left, right = merkle.leaf_hash(LEAVES[0]), merkle.leaf_hash(LEAVES[1])
    assert not proofs.inclusion_holds(
        leaf=left + right, index=0, size=2, proof=[TREE.hashes([(1, 1)])[0]], root=ROOTS[4]
    )
    assert not proofs.inclusion_holds(leaf=left + right, index=0, size=1, proof=[], root=ROOTS[2])


def test_an_empty_tree_proves_nothing_about_what_follows():
    assert not proofs.consistency_holds(old_size=0, old_root=merkle.EMPTY_ROOT, new_size=5, new_root=ROOTS[5], proof=[])


def test_a_smaller_tree_never_follows_a_larger_one():
    assert not consistent(3, 7, old_size=7, old_root=ROOTS[7], new_size=3, new_root=ROOTS[3])
