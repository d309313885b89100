"""Pacing against a simulated line: what is sent is fresh, a line is neither flooded nor idle, silence costs little."""

import heapq
import time

import pytest

from reader.tui.frame import blank_frame
from reader.tui.pacing import Pacer
from reader.tui.sender import _MOST_COLUMNS, Sender, _Answer, _Distrust, _Show
from reader.tui.terminal import describe_terminal


class Line:
    """A line of a rate and a latency with an endless queue before it, and a terminal that answers at its end.

    `press` wants a new frame; the newest one is sent when the pacer says so.
    """

    def __init__(
        self, pacer: Pacer, *, rtt: float, rate: float, frame_size: int, answers: bool = True
    ) -> None:
        self.pacer, self.rtt, self.rate, self.frame_size, self.answers = pacer, rtt, rate, frame_size, answers
        self.now = 0.0
        self.free_at = 0.0
        self.wanted = self.sent = 0
        self.number = 0
        self.coming: list[tuple[float, int, int]] = []
        self.arrivals: list[tuple[float, int]] = []
        self.most_queued = 0.0

    def send(self, size: int) -> None:
        self.number += 1
        start = max(self.free_at, self.now + self.rtt / 2)
        self.free_at = start + size / self.rate
        self.most_queued = max(self.most_queued, self.free_at - self.now - self.rtt / 2)
        self.arrivals.append((self.free_at, self.wanted))
        self.sent = self.wanted
        if self.answers:
            heapq.heappush(self.coming, (self.free_at + self.rtt / 2, self.number, size))
        self.pacer.sent(self.number, size, self.now)

    def run(self, until: float) -> None:
        while True:
            while self.coming and self.coming[0][0] <= self.now:
                _, number, _ = heapq.heappop(self.coming)
                assert self.pacer.answered(number, self.now)
            wait = self.pacer.seconds_to_wait(self.now)
            if self.sent != self.wanted and wait == 0:
                self.send(self.frame_size)
                continue
            times = [until]
            if self.coming:
                times.append(self.coming[0][0])
            if self.sent != self.wanted:
                times.append(self.now + wait)
            step = min(times)
            if step >= until:
                self.now = until
                return
            self.now = max(step, self.now + 1e-6)

    def press(self, count: int, rate: float) -> float:
        """Press a key `count` times; return how long after the last press its effect arrived."""
        for _ in range(count):
            self.wanted += 1
            pressed_at = self.now
            self.run(self.now + 1 / rate)
        self.run(self.now + 60)
        assert self.sent == self.wanted
        return self.arrivals[-1][0] - pressed_at


def open_line(rtt: float, rate: float, frame_size: int, first_size: int = 6000) -> Line:
    line = Line(Pacer(), rtt=rtt, rate=rate, frame_size=frame_size)
    line.send(first_size)
    line.run(first_size / rate + rtt + 2)
    return line


@pytest.mark.parametrize(("rtt", "rate"), [(0.08, 32_000), (0.3, 32_000), (0.08, 4_000), (0.02, 100_000)])
def test_a_held_key_ends_with_two_frames_of_delay_at_most(rtt: float, rate: float) -> None:
    """One frame may be on the line when the last key comes; its own frame follows at once."""
    line = open_line(rtt, rate, frame_size=3400)
    line.press(1, 1)
    lag = line.press(60, 30)
    assert lag < rtt / 2 + 2 * 3400 / rate + 0.05


@pytest.mark.parametrize("rate", [32_000, 4_000])
def test_a_held_key_keeps_the_line_busy(rate: float) -> None:
    line = open_line(0.08, rate, frame_size=3400)
    before = len(line.arrivals)
    line.press(120, 30)
    assert len(line.arrivals) - before >= 4 * rate / 3400 * 0.8


@pytest.mark.parametrize("rtt", [0.005, 0.08, 0.3])
def test_keys_typed_now_and_then_are_never_held_back(rtt: float) -> None:
    line = open_line(rtt, 32_000, frame_size=180)
    sent_before = len(line.arrivals)
    for _ in range(40):
        line.wanted += 1
        line.run(line.now + 1e-4)
        assert line.sent == line.wanted
        line.run(line.now + 0.125)
    assert len(line.arrivals) == sent_before + 40


def test_a_line_that_becomes_slow_is_not_flooded() -> None:
    line = open_line(0.08, 200_000, frame_size=3400)
    line.press(30, 30)
    line.rate = 8_000
    assert line.press(90, 30) < 0.04 + 3 * 3400 / 8_000
    assert line.most_queued < 6 * 3400 / 8_000


def test_a_line_that_becomes_fast_is_used() -> None:
    line = open_line(0.08, 8_000, frame_size=3400)
    line.press(30, 30)
    line.rate = 200_000
    line.press(60, 30)
    assert line.press(60, 30) < 0.04 + 2 * 3400 / 200_000 + 0.05


def test_a_mute_terminal_is_not_waited_for_after_three_seconds() -> None:
    line = Line(Pacer(), rtt=0.001, rate=1e9, frame_size=3400, answers=False)
    line.send(5000)
    line.run(3)
    assert not line.pacer.is_waiting(line.now)
    for _ in range(50):
        line.wanted += 1
        line.run(line.now + 1e-4)
        assert line.sent == line.wanted
        line.run(line.now + 0.033)


def test_a_question_at_the_end_is_waited_for_where_it_is_the_first() -> None:
    """Inside tmux frames ask nothing; what is asked on leaving must not be answered to the shell."""
    assert Pacer().patience(now=1000.0) >= 1


def test_a_terminal_that_never_answered_keeps_nobody_waiting_at_the_end() -> None:
    """A far one may still answer in the first moments."""
    line = Line(Pacer(), rtt=0.001, rate=1e9, frame_size=3400, answers=False)
    line.send(5000)
    line.run(0.2)
    assert 0 < line.pacer.patience(line.now) <= 1
    line.run(1.5)
    assert line.pacer.patience(line.now) == 0


def test_a_terminal_that_answers_is_waited_for_at_the_end() -> None:
    line = Line(Pacer(), rtt=0.08, rate=32_000, frame_size=3400)
    line.send(5000)
    line.run(2)
    assert line.pacer.patience(line.now) >= 1


def test_the_first_keys_of_a_mute_terminal_are_shown_at_once() -> None:
    line = Line(Pacer(), rtt=0.001, rate=1e9, frame_size=200, answers=False)
    line.send(5000)
    for _ in range(20):
        line.wanted += 1
        line.run(line.now + 1e-4)
        assert line.sent == line.wanted
        line.run(line.now + 0.033)


def test_a_key_held_while_the_first_screen_is_on_its_way_does_not_fill_a_slow_line() -> None:
    line = Line(Pacer(), rtt=0.08, rate=4_000, frame_size=2_000)
    line.send(5300)
    assert line.press(60, 30) < 0.04 + 5 * 2_000 / 4_000


def test_a_terminal_that_falls_silent_is_given_up_after_two_waits() -> None:
    line = open_line(0.01, 1e6, frame_size=300)
    line.press(3, 30)
    line.answers = False
    line.press(1, 30)
    held = []
    for _ in range(30):
        line.wanted += 1
        begin = line.now
        while line.sent != line.wanted:
            line.run(line.now + 0.05)
        held.append(line.now - begin)
        line.run(line.now + 0.3)
    assert sum(held) < 6
    assert max(held[-10:]) < 0.1
    assert not line.pacer.is_waiting(line.now)


def test_answers_are_believed_again_after_a_silence() -> None:
    line = open_line(0.08, 32_000, frame_size=3400)
    line.answers = False
    line.press(100, 30)
    line.answers = True
    line.press(5, 2)
    assert line.press(60, 30) < 0.04 + 2 * 3400 / 32_000 + 0.05


def test_answers_read_together_do_not_make_a_line_fast() -> None:
    pacer = Pacer()
    pacer.sent(1, 4800, 0.0)
    pacer.sent(2, 400, 0.01)
    pacer.answered(1, 1.4)
    pacer.answered(2, 1.4001)
    pacer.sent(3, 2000, 2.0)
    assert pacer.seconds_to_wait(2.0) > 0.1


def test_an_answer_nobody_asked_for_is_no_answer() -> None:
    pacer = Pacer()
    assert not pacer.answered(3, 1.0)
    assert not pacer.answered(None, 1.0)
    pacer.sent(1, 100, 1.0)
    assert not pacer.answered(3, 1.1)
    assert pacer.answered(1, 1.1)


def test_inside_a_multiplexer_a_rate_is_kept() -> None:
    pacer = Pacer(bytes_per_second=24_000)
    now, total = 0.0, 0
    while now < 2:
        if pacer.seconds_to_wait(now) == 0:
            pacer.sent(None, 3000, now)
            total += 3000
        now += 0.01
    assert 40_000 <= total <= 56_000


def test_one_key_inside_a_multiplexer_is_not_held_back() -> None:
    pacer = Pacer(bytes_per_second=24_000)
    pacer.sent(None, 3000, 10.0)
    assert pacer.seconds_to_wait(10.5) == 0


def test_answers_of_a_terminal_that_became_smaller_may_come_before_its_size() -> None:
    """They name the last line of a lower screen; the frame of the new size is not held back for them."""
    sender = Sender(0, describe_terminal({"TERM": "xterm"}), on_lost=lambda: None, on_fault=print)
    sender._is_holding = False
    now = time.monotonic()
    for size in (40, 20):
        sender._take(_Show(blank_frame(80, size), is_atomic=False))
        assert sender._wanted is not None
        number, _ = sender._update(sender._wanted)
        sender._pacer.sent(number, 3_000, now - 0.2)
        if size == 40:
            sender._take(_Answer(*place_of(number), now - 0.19))
    x, y = place_of(number)
    sender._take(_Answer(x, y - 5, now - 0.1))
    assert sender._pacer.is_waiting(now)
    sender._take(_Distrust())
    assert not sender._pacer.is_waiting(now)


def test_a_lost_answer_keeps_a_screen_of_another_size_wrong_for_half_a_second_at_most() -> None:
    sender = Sender(0, describe_terminal({"TERM": "xterm"}), on_lost=lambda: None, on_fault=print)
    sender._is_holding = False
    sender._take(_Show(blank_frame(80, 40), is_atomic=False))
    assert sender._wanted is not None
    number, _text = sender._update(sender._wanted)
    now = time.monotonic()
    sender._pacer.sent(number, 3_000, now - 4)
    sender._take(_Answer(*place_of(number), now - 0.05))
    sender._pacer.sent(number, 30_000, now)
    sender._take(_Show(blank_frame(60, 20), is_atomic=False))
    sender._take(_Distrust())
    wait = sender._seconds_to_frame(now + 0.2)
    assert wait is not None and 0.2 < wait <= 0.35 < sender._pacer.seconds_to_wait(now + 0.2)


def place_of(number: int | None) -> tuple[int, int]:
    assert number is not None
    return number % _MOST_COLUMNS, number // _MOST_COLUMNS
