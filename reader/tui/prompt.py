"""The line at the foot in which words are typed: to search, to narrow a list, to open a path."""

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input


class Prompt(Input):
    """A line to type in; `enter` takes what was typed, `esc` leaves it.

    Args:
        purpose: What the words are for, shown while none are typed.
        value: What stands there at first.
    """

    BINDINGS = [Binding("escape", "leave", show=False, priority=True)]

    class Left(Message):
        """The line was left without taking what was typed."""

        def __init__(self, prompt: "Prompt") -> None:
            self.prompt = prompt
            super().__init__()

    def __init__(self, purpose: str, value: str = "") -> None:
        super().__init__(value=value, placeholder=purpose, select_on_focus=True)
        self.purpose = purpose
        self.cursor_blink = False

    def action_leave(self) -> None:
        """Leave without taking what was typed."""
        self.post_message(self.Left(self))
