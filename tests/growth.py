"""How processor time grows with the size of what is worked on: a ratio within one run, which hardly feels what else runs."""

import time
from collections.abc import Callable

Prepare = Callable[[int], Callable[[], object]]
"""Makes what is worked on, of a size, and returns the work, which alone is measured."""


def assert_grows_at_most(
    prepare: Prepare, times: float, *, few: int, many: int, slack_seconds: float = 0.05
) -> None:
    """The work on `many` takes at most `times` that on `few`; tried three times before it is denied: the machine may be busy."""
    little = min(_seconds(prepare(few)) for _ in range(3))
    for _ in range(3):
        much = _seconds(prepare(many))
        if much <= slack_seconds + times * little:
            return
    raise AssertionError(
        f"{few} take {little:.4f} s and {many} take {much:.4f} s, {much / little:.0f} times that"
    )


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
