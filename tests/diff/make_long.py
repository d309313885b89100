"""Make two long versions of one text for timings: python make_long.py ARTICLES WORDS OLD NEW.

ARTICLES is a JSON Lines file of objects with "paragraphs", or a folder of text files with a blank line between paragraphs.
Of the paragraphs of the old version one in ten is edited in the new one, one in fifty is moved. Articles are used again
when they do not suffice, each time with other names and numbers, so that hardly a paragraph occurs twice.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

EDITED, MOVED = 0.10, 0.02


def read_articles(path: Path) -> list[list[str]]:
    """Read articles, each a list of paragraphs."""
    if path.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
        return [[" ".join(p.split()) for p in text.split("\n\n") if p.strip()] for text in texts]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["paragraphs"] for line in lines]


def retell(paragraph: str, rng: random.Random, names: list[str]) -> str:
    """Put other names and numbers into a paragraph."""
    paragraph = re.sub(r"\d+", lambda _: str(rng.randint(2, 2999)), paragraph)
    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]+", lambda _: rng.choice(names), paragraph)


def paragraphs(articles: list[list[str]], rng: random.Random) -> Iterator[str]:
    """Yield paragraphs without end."""
    names = sorted({name for a in articles for p in a for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", p)})
    yield from (p for article in articles for p in article)
    while True:
        for article in rng.sample(articles, len(articles)):
            yield from (retell(p, rng, names) for p in article)


def edit(paragraph: str, rng: random.Random, vocabulary: list[str]) -> str:
    """Change one word in ten."""
    words = paragraph.split(" ")
    for _ in range(max(1, len(words) // 10)):
        k = rng.randrange(len(words))
        words[k : k + 1] = rng.choice([[], [rng.choice(vocabulary)], [words[k], rng.choice(vocabulary)]])
    return " ".join(words) or rng.choice(vocabulary)


def make_versions(articles: list[list[str]], words: int, *, seed: int = 1) -> tuple[list[str], list[str]]:
    """Make an old and a new version of about `words` words."""
    rng = random.Random(seed)
    old, count = [], 0
    for paragraph in paragraphs(articles, rng):
        if count >= words:
            break
        old.append(paragraph)
        count += len(paragraph.split())
    vocabulary = sorted({word for p in old[:2000] for word in re.findall("[a-z]{3,}", p)})
    new = [edit(p, rng, vocabulary) if rng.random() < EDITED else p for p in old]
    for _ in range(int(MOVED * len(new))):
        paragraph = new.pop(rng.randrange(len(new)))
        new.insert(rng.randrange(len(new) + 1), paragraph)
    return old, new


def main() -> None:
    """Write both versions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("words", type=int)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    args = parser.parse_args()
    for path, texts in zip(
        (args.old, args.new), make_versions(read_articles(args.articles), args.words), strict=True
    ):
        path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
