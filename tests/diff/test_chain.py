"""The heaviest chain keeps the order of both sides, and nothing heavier does."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.diff.chain import Candidate, find_runs, heaviest_chain

SIZES = st.integers(1, 3)
CANDIDATES = st.lists(
    st.builds(
        lambda i, rows, j, columns, score: Candidate(i, i + rows, j, j + columns, float(score)),
        st.integers(0, 12),
        SIZES,
        st.integers(0, 12),
        SIZES,
        st.integers(1, 9),
    ),
    max_size=9,
)


def is_chain(candidates: tuple[Candidate, ...]) -> bool:
    return all(a.old_end <= b.old and a.new_end <= b.new for a, b in itertools.pairwise(candidates))


@given(CANDIDATES)
def test_no_chain_is_heavier(candidates):
    chain = heaviest_chain(candidates)
    assert is_chain(tuple(chain)) and set(chain) <= set(candidates)
    ordered = sorted(candidates)
    sizes = range(len(ordered) + 1)
    chains = filter(
        is_chain, itertools.chain.from_iterable(itertools.combinations(ordered, n) for n in sizes)
    )
    assert sum(c.score for c in chain) == max(sum(c.score for c in found) for found in chains)


@given(CANDIDATES, st.randoms())
def test_the_order_of_candidates_does_not_matter(candidates, rng):
    shuffled = rng.sample(candidates, len(candidates))
    assert heaviest_chain(shuffled) == heaviest_chain(candidates)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_runs_give_the_pairs_back(pairs):
    runs = list(find_runs(list(pairs)))
    again = [
        pair for i, i_end, j, j_end in runs for pair in zip(range(i, i_end), range(j, j_end), strict=True)
    ]
    assert sorted(again) == sorted(pairs)
    assert not any(one[1] == two[0] and one[3] == two[2] for one in runs for two in runs)
