"""Draw the README's picture: the comparison screen of the sample story, exported from the running program."""

import asyncio
import re
from pathlib import Path

from reader.tui.app import ReaderApp

SIZE = (120, 40)
KEYS = ("3", "]", "]", "]")
PICTURE = Path(__file__).with_name("compare.svg")


async def draw() -> str:
    """Press the keys and return the screen as SVG, without the fonts that would be fetched from elsewhere."""
    app = ReaderApp((), theme="dark")
    async with app.run_test(size=SIZE) as pilot:
        while not app.shelf.stories:
            await pilot.pause(0.05)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.2)
        svg = app.export_screenshot(title="reader", simplify=True)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace(
        "Fira Code", "Menlo, Consolas, DejaVu Sans Mono"
    )
    # Numbers that differ from run to run would make every new picture look changed.
    name = re.search(r"terminal-(\d+)-", svg)
    return svg.replace(f"terminal-{name.group(1)}-", "reader-") if name else svg


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
