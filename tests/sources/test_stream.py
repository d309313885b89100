"""Standard input as an article."""

import subprocess
import sys

OPEN = "from reader.sources import open_article; a = open_article('-'); print(a.path, len(a.paragraphs), a.title)"
FAIL = """
from reader.errors import SourceError
from reader.sources import open_article
try:
    open_article("-")
except SourceError as trouble:
    print(trouble)
"""


def run(program: str, given: bytes) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], input=given, capture_output=True, check=True, timeout=60
    ).stdout.decode()


def test_a_hyphen_stands_for_standard_input() -> None:
    assert run(OPEN, b"The tide came in.\n\nIt went out again.\n") == "- 2 The tide came in.\n"


def test_nothing_on_standard_input_is_an_empty_article() -> None:
    assert run(OPEN, b"") == "- 0 \n"


def test_standard_input_must_be_text_too() -> None:
    assert run(FAIL, b"\x00\x01") == "-: is not text (it holds NUL bytes)\n"


def test_a_closed_standard_input_is_an_error() -> None:
    command = f"exec 0<&-; exec {sys.executable} -c '{FAIL}'"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"-: standard input is closed\n"
