"""Long paragraphs cut at the sentences that both have: nothing is lost, and what is called the same is."""

from hypothesis import example, given
from hypothesis import strategies as st

from reader.diff.sentences import find_same_sentences

SENTENCES = st.sampled_from(
    ("The quay is old. ", "Nobody came! ", "“Why?” ", "港は古い。", "and so on\n", "It was 3.5 m ")
)
TEXTS = st.lists(SENTENCES, max_size=12).map("".join) | st.text(alphabet="a.!?。 \n”", max_size=30)


@given(TEXTS, TEXTS)
@example("", "")
@example("One. Two. Three.", "Three. One. Two.")
def test_the_ranges_cover_both_texts_and_the_same_is_the_same(old: str, new: str) -> None:
    found = list(find_same_sentences(old, new))
    assert "".join(old[start:end] for _, (start, end), _ in found) == old
    assert "".join(new[start:end] for _, _, (start, end) in found) == new
    for is_same, (start, end), (new_start, new_end) in found:
        assert not is_same or (old[start:end] == new[new_start:new_end] and start < end)


@given(TEXTS, TEXTS)
def test_a_swap_gives_the_mirror_image(old: str, new: str) -> None:
    there, back = find_same_sentences(old, new), find_same_sentences(new, old)
    assert list(there) == [(is_same, ours, theirs) for is_same, theirs, ours in back]


def test_sentences_that_stayed_are_found_around_one_that_changed() -> None:
    old = "The quay is old. It was built in 1904. Nobody came."
    new = "The quay is old. It was built in 1905. Nobody came."
    same = [old[start:end] for is_same, (start, end), _ in find_same_sentences(old, new) if is_same]
    assert same == ["The quay is old. ", "Nobody came."]
