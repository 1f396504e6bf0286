"""The tree beside RFC 6962's own words, its published vectors, and every proof of small trees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.ledger import merkle

# The eight leaves and roots that implementations of RFC 6962 share.
VECTORS = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]


def root_by_definition(leaves):
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return merkle.EMPTY_ROOT
    if len(leaves) == 1:
        return merkle.leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


def path_by_definition(index, leaves):
    """RFC 6962, 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*path_by_definition(index, leaves[:split]), root_by_definition(leaves[split:])]
    return [*path_by_definition(index - split, leaves[split:]), root_by_definition(leaves[:split])]


def subproof_by_definition(old, leaves, is_whole):
    """RFC 6962, 2.1.2, word for word."""
    if old == len(leaves):
        return [] if is_whole else [root_by_definition(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*subproof_by_definition(old, leaves[:split], is_whole), root_by_definition(leaves[split:])]
    return [*subproof_by_definition(old - split, leaves[split:], False), root_by_definition(leaves[:split])]


def leaves_of(size):
    return [b"leaf %d" % number for number in range(size)]


def test_the_published_roots_come_out():
    tree, frontier = merkle.Tree(), merkle.Frontier()
    for number, (leaf, root) in enumerate(VECTORS):
        assert tree.append(bytes.fromhex(leaf)) == number
        frontier.append(merkle.leaf_hash(bytes.fromhex(leaf)))
        assert tree.root().hex() == frontier.root().hex() == root


def test_an_empty_tree_has_the_hash_of_nothing_as_its_root():
    assert merkle.Tree().root() == merkle.Frontier().root() == root_by_definition([])
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 42))
def test_roots_and_proofs_are_those_of_the_definition(size):
    leaves = leaves_of(size)
    tree = merkle.Tree(leaves)
    assert tree.root() == root_by_definition(leaves)
    for index in range(size):
        assert tree.inclusion(index) == path_by_definition(index, leaves)
    for old in range(1, size + 1):
        assert tree.consistency(old) == subproof_by_definition(old, leaves, True)


@given(st.lists(st.integers(0, 70), max_size=6))
def test_leaves_added_in_any_batches_make_the_same_tree(batches):
    leaves = leaves_of(sum(batches))
    in_batches, frontier, start = merkle.Tree(), merkle.Frontier(), 0
    completed = {}
    for width in batches:
        in_batches.extend(leaves[start : start + width])
        for leaf in leaves[start : start + width]:
            completed |= dict(frontier.append(merkle.leaf_hash(leaf)))
        start += width
        assert frontier.root() == in_batches.root() == root_by_definition(leaves[:start])
    # What the frontier reports complete is what the whole tree holds, no more and no less.
    assert sorted(completed) == [(level, index) for level in range(1, 10) for index in range(len(leaves) >> level)]
    assert in_batches.hashes(list(completed)) == list(completed.values())


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_stored_frontier_goes_on_where_it_stopped(before, after):
    leaves = leaves_of(before + after)
    frontier = merkle.Frontier()
    for leaf in leaves[:before]:
        frontier.append(merkle.leaf_hash(leaf))
    again = merkle.Frontier.from_bytes(before, frontier.to_bytes())
    for leaf in leaves[before:]:
        again.append(merkle.leaf_hash(leaf))
    assert again.root() == merkle.Tree(leaves).root()


@pytest.mark.parametrize(
    ("size", "stored"), [(0, b"x" * 32), (3, b"x" * 32), (3, b"x" * 63), (1, b""), (-1, b"x" * 32)]
)
def test_a_frontier_of_the_wrong_length_is_refused(size, stored):
    with pytest.raises(ValueError, match="right edge"):
        merkle.Frontier.from_bytes(size, stored)


def test_a_tree_with_hashes_only_gives_the_same_root():
    tree = merkle.Tree()
    tree.extend_hashes(merkle.leaf_hash(leaf) for leaf in leaves_of(77))
    assert tree.root() == merkle.Tree(leaves_of(77)).root()


def test_a_proof_asks_for_its_hashes_once_and_few():
    asked = []
    tree = merkle.Tree(leaves_of(1000))

    def fetch(nodes):
        asked.append(list(nodes))
        return tree.hashes(nodes)

    assert merkle.inclusion_proof(17, 1000, fetch) == tree.inclusion(17)
    assert len(asked) == 1
    assert len(asked[0]) <= 2 * 10


def test_there_is_no_proof_of_what_is_not_there():
    tree = merkle.Tree(leaves_of(5))
    for index, size in [(5, 5), (-1, 5), (0, 0), (0, 6)]:
        with pytest.raises(ValueError, match=r"leaf|leaves"):
            tree.inclusion(index, size)
    for old, new in [(0, 5), (4, 3), (1, 6)]:
        with pytest.raises(ValueError, match="leaves"):
            tree.consistency(old, new)
