"""How much of a story is found in a page: word F1, and the paragraphs that are lost.

Run by hand: `python tests/sources/score_pages.py [--bare]`; with `--bare` the pages come as their visible text alone.
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from page_layouts import LAYOUTS  # noqa: E402
from page_stories import tell_story  # noqa: E402

_WORD = re.compile(r"\w+")


def words_of(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.lower()))


def word_f1(found: Sequence[str], truth: Sequence[str]) -> float:
    """Say how well the words of two texts agree, 0 to 1; order does not count."""
    have, want = words_of(found), words_of(truth)
    both = sum((have & want).values())
    return 2 * both / max(1, have.total() + want.total())


def lost_paragraphs(found: Sequence[str], truth: Sequence[str]) -> list[str]:
    """Name the paragraphs of which a tenth of the words or more are not found."""
    have = words_of(found)
    return [text for text in truth if (words_of([text]) & have).total() < 0.9 * words_of([text]).total()]


def read_page(html: str) -> list[tuple[str, str]]:
    """Read a page by its structure: text and role of each block."""
    from reader.sources import read_articles

    (article,) = read_articles("page.html", html.encode())
    return [(paragraph.text, paragraph.role) for paragraph in article.paragraphs]


def read_bare(html: str, number: int) -> list[tuple[str, str]]:
    """Read the visible text of a page with the noise of a real one around it: text and role of each line."""
    from page_noise import surround

    from reader.roles import assign_roles

    texts = surround([text for text, _ in read_page(html)], number)
    return list(zip(texts, assign_roles(texts), strict=True))


def main() -> None:
    totals, untouched = [], []
    for place, (name, layout) in enumerate(LAYOUTS.items()):
        scores, lost = [], 0
        for number in range(5):
            html, truth = layout(tell_story(number))
            is_bare = "--bare" in sys.argv
            parts = read_bare(html, 10 * place + number) if is_bare else read_page(html)
            found = [text for text, role in parts if role != "furniture"]
            scores.append(word_f1(found, truth))
            untouched.append(word_f1([text for text, _ in parts], truth))
            lost += len(lost_paragraphs(found, truth))
            if "-v" in sys.argv and number == 0:
                for text, role in parts:
                    print(f"    {role:10}{text[:100]}")
        totals += scores
        print(f"{name:10} F1 {sum(scores) / 5:.3f}  lowest {min(scores):.3f}  lost {lost}")
    mean = sum(totals) / len(totals)
    print(f"all        F1 {mean:.4f}; with nothing taken for furniture {sum(untouched) / len(untouched):.3f}")


if __name__ == "__main__":
    main()
