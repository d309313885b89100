"""When to send the next frame, judged by how soon the terminal answered the frames before.

Each frame ends in a question for the cursor's position. From the answers comes the latency of the line and
the seconds it takes per byte; from these, when the line will run dry. That is the moment at which the newest
frame is sent: sooner it would only stand in a queue and grow stale, later the line would stand idle. All
times are seconds of one monotonic clock, given from outside.

Source: the model of a line is that of BBR (Cardwell et al., 2016); sending states instead of a stream is
mosh's (Winstein and Balakrishnan, 2012).
"""

from collections import deque
from dataclasses import dataclass

PATIENCE_SECONDS = 1.0
"""The least time after which a missing answer counts as silence."""

# However slow a line was, nobody waits longer than this for the program to end.
_LONGEST_PATIENCE_SECONDS = 3.5

# A terminal that fell silent this many times in a row is no longer waited for until it answers again.
_SILENCES = 2

# The base of the latency is forgotten after this time, so that a line that became longer is believed.
_MEMORY_SECONDS = 10.0

# Answers that are no further apart were read at once.
_TOGETHER_SECONDS = 0.003

# As many answers are remembered longer, so that one late answer after a rest is not taken for a longer line.
_LEAST_SAMPLES = 8

# A frame is sent this much before the line should run dry.
_EARLY_SECONDS = 0.004

# Below this difference in size two delays say nothing about the rate.
_TELLING_BYTES = 300

# Before the first answer nothing is known of the line, and a slow one would fill with frames that nobody waits
# for: so much may follow the first frame, and so much more in each second. After some seconds it is mute.
_CREDIT_BYTES = 4_000
_CREDIT_BYTES_PER_SECOND = 1_500
_MUTE_AFTER_SECONDS = 3.0

# When the program ends before the first answer came, it is waited for until so long after the first question, and as long
# as what was sent takes on a line of so many bytes per second. A slower one may leave its answer to the shell; a mute one
# keeps nobody waiting.
_FIRST_ANSWER_SECONDS = 1.0
_FIRST_BYTES_PER_SECOND = 32_000

# As many frames may be out at once; less than the columns of any usable terminal, whose numbers tell them
# apart.
_MOST_OUT = 24


@dataclass(slots=True)
class _Flight:
    """A frame that was sent and not answered yet."""

    number: int
    size: int
    sent_at: float
    due_at: float


class Pacer:
    """A line to a terminal, as far as its answers tell.

    Args:
        bytes_per_second: The most to send where the answers say nothing about the line (inside tmux and
            screen, which answer by themselves, and after a terminal fell silent); None for no limit.
        fallback_bytes_per_second: Likewise, for a terminal that answered once and fell silent.
    """

    def __init__(
        self, bytes_per_second: float | None = None, fallback_bytes_per_second: float = 24_000
    ) -> None:
        self._cap = bytes_per_second
        self._fallback = fallback_bytes_per_second
        self._out: deque[_Flight] = deque()
        self._paced = False
        self._silences = 0
        self._given_up = False
        self._free_at = 0.0
        self._answered_at = 0.0
        self._first_sent_at: float | None = None
        self._first_size = 0
        self._sent_on_credit = 0
        self._seconds_per_byte = 0.0
        self._rate_is_guessed = True
        # (when, delay, size) of answers that met an idle line; the one with the least delay is the base of
        # the latency.
        self._delays: deque[tuple[float, float, int]] = deque()

    def is_waiting(self, now: float) -> bool:
        """Whether an answer may still come; a terminal that never gave one is soon believed mute."""
        if not self._out or self._given_up or self._first_sent_at is None:
            return False
        return self._paced or now - self._first_sent_at < _MUTE_AFTER_SECONDS

    def patience(self, now: float) -> float:
        """Return how many seconds to wait at the end for answers that are out."""
        if not self._delays and not self._paced:
            sent = (self._first_size + self._sent_on_credit) / _FIRST_BYTES_PER_SECOND
            # Inside tmux frames ask nothing: the end may be the first to ask.
            first = now if self._first_sent_at is None else self._first_sent_at
            return max(0.0, first + _FIRST_ANSWER_SECONDS + sent - now)
        longest = max((delay for _, delay, _ in self._delays), default=0.0)
        return min(_LONGEST_PATIENCE_SECONDS, max(PATIENCE_SECONDS, 1.5 * longest))

    @property
    def latency(self) -> float:
        """Seconds from sending to answer for a frame of no size."""
        if not self._delays:
            return 0.0
        delay, size = self._base()
        if self._rate_is_guessed:
            return delay / 2
        return max(0.0, delay - size * self._seconds_per_byte)

    def seconds_to_wait(self, now: float) -> float:
        """Return how long to wait before the newest frame is sent, 0 for not at all.

        Ask again when the time has passed or an answer has come.
        """
        wait = self._free_at - now
        if not self._paced:
            return max(0.0, wait, self._credit_at() - now)
        if not self._out:
            return max(0.0, wait)
        silent_at = self._silent_at()
        if now >= silent_at:
            self._fall_silent()
            return self.seconds_to_wait(now)
        oldest = self._out[0]
        tolerance = 0.03 + self._base()[0] / 2
        if now > oldest.due_at + tolerance or len(self._out) >= _MOST_OUT:
            return silent_at - now
        return max(0.0, wait, self._out[-1].due_at - self.latency - _EARLY_SECONDS - now)

    def sent(self, number: int | None, size: int, now: float) -> None:
        """Note that `size` bytes went out, with the question `number` at their end (None: without one)."""
        cap = self._fallback if self._given_up else self._cap
        if cap is not None:
            self._free_at = max(now - 0.05, self._free_at) + size / cap
        if number is not None:
            if self._first_sent_at is None:
                self._first_sent_at, self._first_size = now, size
            else:
                self._sent_on_credit += size
            start = now + self.latency
            if self._out:
                start = max(start, self._out[-1].due_at)
            self._out.append(_Flight(number, size, now, start + size * self._seconds_per_byte))
            if len(self._out) > _MOST_OUT:
                self._out.popleft()

    def answered(self, number: int | None, now: float) -> bool:
        """Take in an answer.

        Args:
            number: Of the question; None if the screen changed its size meanwhile and the answer cannot be
                told: the oldest.
            now: When it came.

        Returns:
            Whether it was an answer to one of ours. Questions before it count as answered, too.
        """
        if number is None and self._out and self._out[0].sent_at <= now:
            number = self._out[0].number
        if all(flight.number != number for flight in self._out):
            return False
        met_idle_line = True
        while True:
            flight = self._out.popleft()
            if flight.number == number:
                break
        met_idle_line = flight.sent_at + self.latency >= self._answered_at
        self._learn(flight, now, met_idle_line)
        self._paced, self._given_up, self._silences = True, False, 0
        self._answered_at = now
        self._predict_again()
        return True

    def forget(self) -> None:
        """Expect no answers any more: the terminal was left to others meanwhile."""
        self._out.clear()
        self._free_at = 0.0

    def _credit_at(self) -> float:
        """Return when more may be sent to a terminal that has not answered yet."""
        if self._first_sent_at is None or self._given_up:
            return 0.0
        overdrawn = (self._sent_on_credit - _CREDIT_BYTES) / _CREDIT_BYTES_PER_SECOND
        return self._first_sent_at + min(max(0.0, overdrawn), _MUTE_AFTER_SECONDS)

    def _base(self) -> tuple[float, int]:
        """Return delay and size of the answer that came soonest."""
        _, delay, size = min(self._delays, key=lambda sample: sample[1])
        return delay, size

    def _learn(self, flight: _Flight, now: float, met_idle_line: bool) -> None:
        """Learn the rate from a frame that stood in a queue; from one that did not, the latency, too."""
        delay = now - flight.sent_at
        if not self._delays:
            self._seconds_per_byte = delay / 2 / max(flight.size, 1)
        elif not met_idle_line:
            # Answers that come together say when they were read, not when they were given.
            if now - self._answered_at > _TOGETHER_SECONDS:
                self._note_rate((now - self._answered_at) / flight.size, flight.size)
            return
        else:
            self._compare_with_base(flight.size, delay)
        self._delays.append((now, delay, flight.size))
        while len(self._delays) > _LEAST_SAMPLES and self._delays[0][0] < now - _MEMORY_SECONDS:
            self._delays.popleft()

    def _compare_with_base(self, size: int, delay: float) -> None:
        """Two delays of frames of different size tell the rate; where the sizes are alike, the line became slower."""
        base_delay, base_size = self._base()
        if abs(size - base_size) >= _TELLING_BYTES and (size > base_size) == (delay > base_delay):
            sample = (delay - base_delay) / (size - base_size)
            if self._rate_is_guessed:
                self._rate_is_guessed, self._seconds_per_byte = False, sample
            else:
                self._note_rate(sample, max(size, base_size))
        elif delay > base_delay and not self._rate_is_guessed:
            self._note_rate((delay - self.latency) / size, size)

    def _note_rate(self, seconds_per_byte: float, size: int) -> None:
        """Follow a sample of the rate, slowly where it says that the line became much faster."""
        if size >= _TELLING_BYTES:
            sample = max(self._seconds_per_byte / 2, seconds_per_byte)
            self._seconds_per_byte += (sample - self._seconds_per_byte) * 0.4

    def _predict_again(self) -> None:
        """Say anew when the frames that are out should be answered."""
        due_at = self._answered_at
        for flight in self._out:
            due_at = max(due_at, flight.sent_at + self.latency) + flight.size * self._seconds_per_byte
            flight.due_at = due_at

    def _silent_at(self) -> float:
        """Return when a missing answer counts as silence: later after each, and later on a slow line."""
        oldest = self._out[0]
        expected = oldest.due_at - oldest.sent_at
        return max(oldest.sent_at, self._answered_at) + max(PATIENCE_SECONDS, 3 * expected) * (
            1 + self._silences
        )

    def _fall_silent(self) -> None:
        self._out.clear()
        self._silences += 1
        if self._silences >= _SILENCES:
            self._paced, self._given_up = False, True
