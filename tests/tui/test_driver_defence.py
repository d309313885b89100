"""Nothing but what the program made reaches the terminal, whatever a faulty part of it hands to the driver."""

import os
import re
import sys
from typing import Any

from pty_session import Session
from pytest import mark

from reader.tui.controls import keep_known
from reader.tui.frame import PLAIN, Pen, cells_of, lay

HOSTILE = [
    "\x1b]0;owned\x07",
    "\x1b[2J\x1b[5n\x1b[6n",
    "\x9b5n\x9d52;c;b3duZWQ=\x9c\x90q\x9c",
    "\x00\x07\x08\x0b\x0c\x0e\x0f\x7f\r\n\t",
    "\u202eturned\u202c\u2066\u2069\u061c\u200e\u200f",
    "\u200b\u2060\ufeff\u2028\u2029\ufff9\U000e0041\U000e0042 ",
    "\ud800\udfff\uffff",
]
MARK = "a row with "

OURS = re.compile(
    r"\x1b\[[0-9;]*[A-HJKXdfmrSTLM]|\x1b\[6n|\x1b\[4l|\x1b[()]B|\x1bM"
    r"|\x1b\[\?(?:7|6|25|1004|1049|2004|2026|2048)[hl]|\x1b\[\?20(?:26|48)\$p|\x1b\[[<>][0-9]*u"
)
ACTING = re.compile(
    "[\x00-\x07\x0b-\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0041]"
)


def make_app() -> Any:
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App
    from textual.binding import Binding
    from textual.strip import Strip
    from textual.widget import Widget
    from textual.widgets import Static

    from reader.tui.driver import ScreenDriver

    class Faulty(Widget):
        """Draws what it was given, as no widget should."""

        def render_line(self, y: int) -> Strip:
            text = HOSTILE[y % len(HOSTILE)]
            link = Style(link=f"https://example.org/{text}")
            return Strip([Segment(f"{MARK}{y} "), Segment(text), Segment(text, link), Segment(" and an end")])

    class FaultyApp(App[None]):
        CSS = "Faulty { height: 1fr; } #foot { height: 1; }"
        BINDINGS = [Binding("n", "tell"), Binding("w", "write"), Binding("q", "quit")]  # noqa: RUF012

        def compose(self) -> Any:
            yield Faulty()
            yield Static("ready", id="foot", markup=False)

        def action_tell(self) -> None:
            for text in HOSTILE:
                self.title = self.sub_title = text
                self.notify(f"told {text}", title=text, markup=False)
            self.query_one("#foot", Static).update("told")

        def action_write(self) -> None:
            for text in [
                *HOSTILE,
                "\x1b]2;owned\x1b\\",
                "\x1b]777;notify;owned;owned\x07",
                "\x1b]52;c;?\x07",
                "\x1b[21t",
                "owned",
            ]:
                self._driver.write(text)
            self.query_one("#foot", Static).update("wrote")

    return FaultyApp(driver_class=ScreenDriver)


def test_what_a_faulty_part_hands_over_is_made_harmless() -> None:
    environ = {"PYTHONPATH": os.pathsep.join(sys.path)}
    with Session(program=(sys.executable, __file__), columns=100, lines=24, environ=environ) as session:
        session.wait_for("ready")
        for key, shown in (("n", "told"), ("w", "wrote")):
            session.type(key)
            session.wait_for(shown)
        session.type("q")
        assert session.wait_for_end() == 0
        log = session.sent  # which is in UTF-8, or it could not have been read
        assert MARK in log and "and an end" in log
        drawn = (
            OURS.sub("", re.sub(r"\x1b\]8;;([^\x1b]*)\x1b\\", r"\1", log))
            .replace("\r\n", "")
            .replace("\b", "")
        )
        drawn = drawn.replace("\x07", "", log.count("\x07") if "owned\x07" not in log else 0).replace(
            "\r", ""
        )
        assert "\x1b" not in drawn, repr(drawn[drawn.index("\x1b") - 20 :][:60])
        assert not ACTING.search(drawn.replace("\n", "")), repr(ACTING.search(drawn))
        assert not re.search(r"\x1b\](?!8;)", log)


@mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_cell_holds_what_acts(text: str) -> None:
    cells = cells_of(f"a{text}b", PLAIN)
    assert not any(ACTING.search(cell) or "\x1b" in cell or "\n" in cell for cell, _ in cells)
    assert cells[0][0].startswith("a") and cells[-1][0] == "b"


def test_a_cell_holds_no_more_marks_than_writing_has() -> None:
    """A letter under thousands of marks would be sent anew with each of them whenever its row changes."""
    cells = cells_of("a" + "\u0301" * 5000 + "b", PLAIN)
    lay(cells, "\u0301" * 5000, Pen())
    assert len(cells) == 2 and max(len(text) for text, _ in cells) < 40
    for sign in ("👩‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"):
        assert cells_of(sign, PLAIN)[0][0] == sign


KNOWN = ["\x07", "\x1b[?1049h", "\x1b[?25l", "\x1b[?2004h\x1b[?7l", "\x1b]52;c;aGFyYm91cg==\x07"]


@mark.parametrize("data", KNOWN, ids=ascii)
def test_what_the_program_has_a_reason_to_write_is_written(data: str) -> None:
    assert keep_known(data, has_extensions=True) == data


@mark.parametrize(
    "data",
    [*HOSTILE[:3], *HOSTILE[4:], "\x1b]52;c;?\x07", "\x1b]52;c;aGF\x1b]0;owned\x07", "\x1b]22;pointer\x07", "\x1bP$q\x1b\\",
     "\x1b[?9999h", "\x1b[21t", "\x1bc", "text", "\x1b[?1049", "\x1b_Ga=T\x1b\\"],
    ids=ascii,
)  # fmt: skip
def test_what_it_has_no_reason_to_write_is_not_written(data: str) -> None:
    assert keep_known(data, has_extensions=True) == ""


def test_an_old_terminal_is_written_no_strings() -> None:
    assert keep_known("\x1b]52;c;aGFy\x07\x1b[>25u\x1b[?2026$p\x1b[?25h", has_extensions=False) == "\x1b[?25h"


if __name__ == "__main__":
    make_app().run(mouse=False)
