"""The app of `driver_app` on a driver of choice, in a terminal."""

import sys
from collections.abc import Mapping
from pathlib import Path

from pty_session import Session

PROGRAM = (sys.executable, str(Path(__file__).with_name("driver_app.py")))


def open_app(
    kind: str,
    *,
    columns: int = 80,
    lines: int = 24,
    answers: bool = True,
    environ: Mapping[str, str | None] | None = None,
) -> Session:
    """Run the app on a driver, `own` or `stock`, in a terminal that answers questions or is mute."""
    session = Session(kind, program=PROGRAM, columns=columns, lines=lines, environ=environ)
    if not answers:
        session.screen.answer = lambda data: None
    return session
