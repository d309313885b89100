"""The app without a terminal: open it, press keys, and see what it shows and what it holds."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot

from reader.config import Config
from reader.reading import Reading
from reader.tui.app import ReaderApp
from reader.tui.bars import Bar
from reader.tui.commands import ScreenName
from reader.tui.line_view import LineView


@asynccontextmanager
async def opened(
    *paths: Path | str,
    size: tuple[int, int] = (120, 40),
    config: Config | None = None,
    library: Path | None = None,
) -> AsyncIterator[Pilot[int]]:
    """Open paths and wait until they are shown."""
    app = ReaderApp(
        [str(path) for path in paths],
        theme=None if config and config.theme else "dark",
        config=config,
        library=str(library) if library else None,
    )
    async with app.run_test(size=size) as pilot:
        # The head may have no room to say so.
        await until(pilot, lambda: not app.is_opening and "opening" not in head(pilot))
        await pilot.pause()
        yield pilot


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait for what is worked out beside the screen, however slow the machine is."""
    deadline = monotonic() + 60
    while monotonic() < deadline:
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came to be; the foot says {said(pilot)!r}")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, and wait for what the last one does."""
    await pilot.press(*keys)
    await pilot.pause()


def app_of(pilot: Pilot[int]) -> ReaderApp:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app


def reading_of(pilot: Pilot[int]) -> Reading:
    reading = app_of(pilot).reading
    assert reading is not None
    return reading


def bar(pilot: Pilot[int], name: str) -> list[str]:
    bars = app_of(pilot).screen.query(name).results(Bar)
    lines = next((bar.lines for bar in bars), ())  # a screen that is being put together has none yet
    return ["".join(text for text, _ in line).strip() for line in lines]


def head(pilot: Pilot[int]) -> str:
    """What is open."""
    lines = bar(pilot, "#head")
    return lines[0] if lines else "opening"


def said(pilot: Pilot[int]) -> str:
    """What the foot says: where one is, or a notice."""
    return " ".join(bar(pilot, "#foot")[:-1]).strip("─ ")


def keys_named(pilot: Pilot[int]) -> str:
    """The keys that the foot names."""
    return bar(pilot, "#foot")[-1]


def view(pilot: Pilot[int], name: str = "#text") -> LineView:
    return app_of(pilot).screen.query_one(name, LineView)


def text_of(pilot: Pilot[int], name: str = "#text") -> str:
    """All the text of a view, whether it is seen or not."""
    return "\n".join("".join(text for text, _ in line) for line in view(pilot, name).rows.lines())


def name_of(pilot: Pilot[int]) -> ScreenName:
    return app_of(pilot).current.NAME
