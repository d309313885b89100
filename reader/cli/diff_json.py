"""The JSON of a comparison, piece by piece: most paragraphs of a long text stand in it three times, and each is spelt once."""

from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring

from reader.article import Article
from reader.diff.block import Block, Run
from reader.text import escape_invisible


def spell_diff(old: Article, new: Article, blocks: Sequence[Block]) -> Iterator[str]:
    """Spell a comparison as one JSON object on one line; what is invisible or acts on a terminal is escaped.

    Args:
        old: The earlier version.
        new: The later one.
        blocks: The blocks to tell of.

    Yields:
        Pieces that joined are the line, with the line feed at its end.
    """
    spelt = _Spelt(_choose_speller(old, new))
    for opening, article in (('{"old"', old), (', "new"', new)):
        yield f'{opening}: {{"path": {_spell(article.path)}, "paragraphs": ['
        yield ", ".join([spelt[paragraph.text] for paragraph in article.paragraphs])
        yield "]}"
    yield ', "blocks": ['
    separator = ""
    for block in blocks:
        yield separator + _spell_block(block, spelt)
        separator = ", "
    yield "]}\n"


class _Spelt(dict[str, str]):
    """Texts as JSON strings, each worked out once."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        super().__init__()
        self.spell = spell

    def __missing__(self, text: str) -> str:
        self[text] = spelt = self.spell(text)
        return spelt


_PRINTABLE = bytes(range(0x20, 0x7F))


def _choose_speller(*articles: Article) -> Callable[[str], str]:
    """Choose how to spell parts of articles: where no control and nothing invisible stands in them, two signs are escaped."""
    whole = "".join([paragraph.text for article in articles for paragraph in article.paragraphs])
    rest = whole.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE).decode("utf-8", "surrogatepass")
    is_plain = min(rest, default=" ") >= " " and escape_invisible(rest) == rest
    return _spell_plain if is_plain else _spell


def _spell(text: str) -> str:
    return escape_invisible(encode_basestring(text))


def _spell_plain(text: str) -> str:
    # The line feeds are those between the paragraphs of a split or merged block.
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _spell_block(block: Block, spelt: _Spelt) -> str:
    kind, old, new, moved, similarity, runs, weight, _ = block
    if len(runs) == 1:
        words = _spell_run(runs[0], spelt[runs[0].text])
    else:
        words = ", ".join([_spell_run(run, spelt.spell(run.text)) for run in runs])
    return (
        f'{{"kind": "{kind}", "moved": {"true" if moved else "false"}, "old": {[*old]}, "new": {[*new]}, '
        f'"similarity": {round(similarity, 4)}, "weight": "{weight}", "words": [{words}]}}'
    )


def _spell_run(run: Run, text: str) -> str:
    return f'{{"op": "{run.op}", "text": {text}, "weight": "{run.weight}"}}'
