"""Any bytes at all: the same targets that are fuzzed by hand, here for a bounded number of tries."""

import pytest
from fuzz_inputs import INPUTS
from fuzz_targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PIECES = {
    name: sorted({piece for data in inputs for piece in (data[:40], *data.split(b" "))})
    for name, inputs in INPUTS.items()
}


def bytes_for(name: str) -> st.SearchStrategy[bytes]:
    """Bytes like those that the target is made for, and any others."""
    pieces = st.sampled_from(PIECES[name]) | st.binary(max_size=8) | st.sampled_from([b"\n", b"\n\n", b" "])
    return st.lists(pieces, max_size=30).map(b" ".join) | st.lists(pieces, max_size=30).map(b"".join)


@pytest.mark.parametrize("name", TARGETS)
def test_the_inputs_to_begin_with_break_no_law(name: str) -> None:
    for data in INPUTS[name]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_no_bytes_break_a_law(name: str) -> None:
    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(bytes_for(name))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()
