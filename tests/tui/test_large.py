"""Large lists: what is drawn is what is seen, however much there is."""

import pytest
from journeys import app_of, press, said, view

from reader.article import Article, Paragraph
from reader.stories import Story
from reader.tui import shelf as shelf_module
from reader.tui.app import ReaderApp
from reader.tui.opening import Opening, show_opened
from reader.tui.shelf import ORDERS, Shelf, ordered

MANY = 100_000


@pytest.fixture(scope="module")
def many() -> Shelf:
    articles = (
        Article(
            f"/news/{k:06}.txt", f"Boat {k} is late", (Paragraph(f"Boat {k} came in at last." * (k % 3)),)
        )
        for k in range(MANY)
    )
    return Shelf(tuple(Story(article.title, (article,)) for article in articles))


async def test_only_what_is_seen_is_worked_out(many: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    monkeypatch.setattr(shelf_module, "short_names", lambda paths: named.extend(paths) or tuple(paths))
    app = ReaderApp((), theme="dark")
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.shelf.stories:
            await pilot.pause(0.01)
        named.clear()
        await show_opened(app, Opening(many, "library", None))
        await pilot.pause()
        await press(pilot, "j", "G", "k")
        assert view(pilot, "#stories").item == MANY - 2
        assert f"{MANY - 1:,}/{MANY:,}" in said(pilot)
        assert len(named) < 100 and len(many._opened) < 100
        assert app_of(pilot).return_code is None


def test_a_list_is_narrowed_and_ordered(many: Shelf) -> None:
    assert ordered(many, ORDERS[0], "") == many.versions
    assert ordered(many, ORDERS[0], "BOAT 77777") == ((77_777, 0),)
    assert ordered(many, ORDERS[0], "late 000007.txt") == ((7, 0),)
    assert not ordered(many, ORDERS[0], "early")
    by_title = [many.stories[story].title for story, _ in ordered(many, "by title", "boat 123")]
    assert by_title == sorted(by_title) and len(by_title) > 100
    longest = ordered(many, "longest first", "boat 9999")
    assert [story % 3 for story, _ in longest] == sorted((s % 3 for s, _ in longest), reverse=True)
