"""The comparison itself: match quotations, name what happened to each, look for the rest outside marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.article import Article
from reader.ledger.matching import Group, Matcher
from reader.ledger.outside import OutsideMarks, find_paraphrase
from reader.ledger.pair import Change, Ledger, QuotationPair
from reader.ledger.relation import Rarity
from reader.ledger.version import Known, Version
from reader.ledger.voices import count_speakers, tell_voices
from reader.ledger.wording import Wording, join_wordings
from reader.quotes.quotation import Quotation


def compare_quotations(
    old: Article, new: Article, old_quotations: Sequence[Quotation], new_quotations: Sequence[Quotation]
) -> Ledger:
    """Hold the quotations of two versions against each other.

    A quotation is recognised by its words, wherever it stands; its speaker, then the sentence around it, then
    its place decide between equals. What happened is decided in this order, and the first that fits is its
    name:

    - `reassigned` when two different speakers are named, whatever else changed. A version that names nobody
      claims nothing, so the words decide there.
    - `same`, `style` when no word differs; also when only a cue in between parts it into several.
    - `requoted` when fragments are part of full quotations and are shorter; `cut`, `extended` when one is
      part of the other otherwise.
    - `altered` for what else is alike.
    - `paraphrased`, `quoted` when it has no partner and its words stand outside marks in the other version,
      where they did not stand in its own already.
    - `dropped`, `new` for the rest.

    Args:
        old: The earlier version.
        new: The later one.
        old_quotations: As `find_quotations` returns them, with names made one across versions by
            `resolve_names`.
        new_quotations: Likewise.

    Returns:
        A ledger in which every direct or mixed quotation stands in exactly one pair, and an indirect one in
        none. Swapping the versions mirrors every pair.

    Cost: about linear in both texts (2,000 altered quotations a side take one to two seconds).
    """
    old, new = old.searched, new.searched
    if _order_key(old, old_quotations) > _order_key(new, new_quotations):
        # Compared in one order whichever is asked for: a tie then falls the same way, and a swap is an exact
        # mirror.
        pairs = [pair.mirrored() for pair in _pair(new, old, new_quotations, old_quotations)]
    else:
        pairs = _pair(old, new, old_quotations, new_quotations)
    ordered = _in_reading_order(pairs)
    return Ledger(ordered, count_speakers(tell_voices(ordered, old_quotations, new_quotations)))


def _order_key(article: Article, quotations: Sequence[Quotation]) -> tuple[object, ...]:
    said = [(q.start, q.end, q.text, q.kind, q.speaker.name if q.speaker else "") for q in quotations]
    return article.text, [paragraph.role for paragraph in article.paragraphs], said


def _pair(
    old: Article, new: Article, old_quotations: Sequence[Quotation], new_quotations: Sequence[Quotation]
) -> list[QuotationPair]:
    known = Known()
    before, after = Version(old, old_quotations, known), Version(new, new_quotations, known)
    rarity = Rarity(before, after)
    matcher = Matcher(before, after, rarity)
    matcher.match()
    pairs = [_name(group, matcher) for group in matcher.groups]
    if not matcher.left_old and not matcher.left_new:
        return pairs
    asked = {before.wordings[k] for k in matcher.left_old} | {after.wordings[k] for k in matcher.left_new}
    old_outside, new_outside = OutsideMarks(before, rarity, asked), OutsideMarks(after, rarity, asked)
    for index in matcher.left_old:
        span = find_paraphrase(index, before, old_outside, new_outside, rarity)
        pairs.append(QuotationPair("paraphrased" if span else "dropped", (index,), (), span))
    for index in matcher.left_new:
        span = find_paraphrase(index, after, new_outside, old_outside, rarity)
        pairs.append(QuotationPair("quoted" if span else "new", (), (index,), span))
    return pairs


def _name(group: Group, matcher: Matcher) -> QuotationPair:
    olds, news = tuple(sorted(group.old)), tuple(sorted(group.new))
    return QuotationPair(_decide(olds, news, matcher), olds, news)


def _decide(olds: tuple[int, ...], news: tuple[int, ...], matcher: Matcher) -> Change:
    old, new = matcher.old, matcher.new
    if any(matcher.likeness.bond(one, two) == "other" for one in olds for two in news):
        return "reassigned"
    old_words = [old.wordings[index] for index in olds]
    new_words = [new.wordings[index] for index in news]
    before, after = join_wordings(old_words), join_wordings(new_words)
    if before.joined == after.joined:
        return "same" if _have_one_form(olds, old, news, new) else "style"
    if _is_made_of(before, new_words):
        return "requoted" if _are_fragments(news, new, olds, old) else "cut"
    if _is_made_of(after, old_words):
        return "requoted" if _are_fragments(olds, old, news, new) else "extended"
    return "altered"


def _have_one_form(olds: Sequence[int], old: Version, news: Sequence[int], new: Version) -> bool:
    before, after = [old.plain[index] for index in olds], [new.plain[index] for index in news]
    if len(before) == len(after) == 1:
        return before == after
    # Where a cue parts a sentence, the stops beside it are the article's.
    return _without_stops(before) == _without_stops(after)


def _without_stops(forms: Sequence[str]) -> str:
    return "".join(sign for form in forms for sign in form if sign not in ",.;: ")


def _are_fragments(parts: Iterable[int], version: Version, wholes: Iterable[int], other: Version) -> bool:
    """Whether the smaller side stands inside the article's own sentences and the larger is all speech."""
    return not all(map(version.is_full, parts)) and all(map(other.is_full, wholes))


def _is_made_of(whole: Wording, parts: Iterable[Wording]) -> bool:
    """Whether each part stands in `whole` in one piece, or in several in order where it marks omissions."""
    return all(_holds(whole, part) for part in parts)


def _holds(whole: Wording, part: Wording) -> bool:
    cuts = sorted({0, *part.gaps, len(part.keys)})
    at = 0
    for start, end in pairwise(cuts):
        found = whole.find(Wording(part.keys[start:end]), first=at)
        if found is None:
            return False
        at = found[1]
    return bool(part.keys)


def _in_reading_order(pairs: Sequence[QuotationPair]) -> tuple[QuotationPair, ...]:
    """Sort pairs as the old version has them; what only the new one has follows what precedes it there."""
    before: dict[QuotationPair, tuple[int, int]] = {}
    last = (-1, -1)
    for pair in sorted((pair for pair in pairs if pair.new), key=lambda pair: pair.new[0]):
        last = (pair.old[0], -1) if pair.old else (last[0], pair.new[0])
        before[pair] = last
    return tuple(sorted(pairs, key=lambda pair: before[pair] if not pair.old else (pair.old[0], -1)))
