"""Made-up articles on the disk, old enough for the library to trust their times."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from reader.article import Article
from reader.sources import open_article

QUAY = """Port Ellery closes its old quay

The town council of Port Ellery voted on Friday to close the old quay, which a storm damaged in March.

“We can’t wait for another winter,” said Mayor Nadia Kroll. She called the café on the quay a loss.

Tomas Vane, who heads the boat owners, said that the plan was “a gift to nobody” this winter.

Subscribe to our newsletter
"""
GOAT = """A goat wins the race at the fair

A goat won the race at the fair on Sunday, to the surprise of everybody there.

“She has never run before,” said Ilse Marrin, who owns the goat.
"""


def write_article(path: Path, text: str, *, seconds_ago: float = 60) -> str:
    """Write a file as if it had been written a while ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(path, (then, then))
    return str(path)


class Opener:
    """Opens files as the sources do, and remembers which."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def __call__(self, path: str) -> Sequence[Article]:
        self.opened.append(path)
        return (open_article(path),)
