"""Who is quoted how much: the table fits, and each figure stands below the version it is of."""

import io

import pytest
from made_up import NEW, OLD, write_story

from reader.render.lines import cells
from reader.render.voices import print_voices


def printed(versions: int, width: int) -> list[str]:
    stream = io.StringIO()
    print_voices(write_story(*([OLD, NEW] * versions)[:versions]), stream, width, "never")
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("versions", [1, 2, 4, 11])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_figure_is_torn(versions: int, width: int) -> None:
    rows = printed(versions, width)
    assert all(cells(row) <= width for row in rows)
    told = [row for row in rows if row.startswith("Nadia Kroll")]
    assert sum(row.count(" %") for row in told) == versions
    assert not any(row.strip().startswith("%") or "…" in row for row in rows)


def test_many_versions_are_named_once_and_numbered_above_their_figures() -> None:
    rows = printed(4, 80)
    assert [row.split()[0] for row in rows[1:5]] == ["1", "2", "3", "4"]
    assert rows[5].split() == ["1", "2", "3"]
    assert rows[6].split() == ["speaker", *["quot.", "words", "share"] * 3]
