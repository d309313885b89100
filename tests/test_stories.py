"""Which articles tell one story: a seeded generator of made-up articles, their rewrites, and decoys."""

import random
import re
from collections.abc import Callable
from functools import partial
from itertools import combinations, pairwise

from growth import assert_grows_at_most

from reader.article import Article, Paragraph
from reader.stories import Story, group_into_stories

SYLLABLES = re.findall("[a-z][a-z]", "bacodufegihokaleminoparosutaviwazobrecladrifograplosti")
SMALL = re.findall(r"\w+", "the a of to in and that for on with at by from as it is was would had not")
NOTICE = (
    "This report was changed after it first appeared to give the full name of the office that had sent it."
)
FURNITURE = (
    "Subscribe to our weekly letter",
    "Read more",
    "Support our reporters today!",
    "Advertisement",
)


class Press:
    """Writes articles in words that mean nothing but are as common, or as topical, as those of the news."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"press-{seed}")
        self.common = [self._word() for _ in range(1500)]

    def _word(self) -> str:
        return "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.choice([2, 2, 3, 3, 4])))

    def topic(self) -> tuple[list[str], list[str]]:
        """Words that everybody writing on a topic uses, and the names of its people."""
        people = [f"{self._word().title()} {self._word().title()}" for _ in range(4)]
        return [self._word() for _ in range(80)], people

    def sentence(self, topic: tuple[list[str], list[str]], *, quoted: bool = False) -> str:
        words, people = topic
        some: list[str] = []
        for _ in range(self.rng.randint(9, 24)):
            kind = self.rng.random()
            if kind < 0.42:
                some.append(self.rng.choice(SMALL))
            elif kind < 0.76:
                # As in English, few words make up most of the text.
                some.append(self.common[int(len(self.common) * self.rng.random() ** 2.5)])
            elif kind < 0.92:
                some.append(self.rng.choice(words))
            else:
                some.append(self.rng.choice(people))
        text = " ".join(some)
        text = text[0].upper() + text[1:]
        return f'"{text}," said {self.rng.choice(people)}.' if quoted else f"{text}."

    def article(self, topic: tuple[list[str], list[str]], paragraphs: int) -> list[str]:
        return [
            " ".join(
                self.sentence(topic, quoted=self.rng.random() < 0.3) for _ in range(self.rng.randint(1, 3))
            )
            for _ in range(paragraphs)
        ]

    def reworded(self, paragraph: str, share: float) -> str:
        """Put other words for a share of them, a stretch of one to four at a time, as a rewrite does."""
        words = paragraph.split(" ")
        left = int(len(words) * share)
        for at in self.rng.sample(range(len(words)), len(words)):
            for place in range(at, min(len(words), at + self.rng.randint(1, 4))):
                if left and not words[place].endswith("\0"):
                    words[place] = self.rng.choice(self.common) + "\0"
                    left -= 1
        return " ".join(word.removesuffix("\0") for word in words)

    def version(self, paragraphs: list[str]) -> list[str]:
        """Edit as an outlet would: rewrite 40 to 60 % of the words, cut, reorder, or a little of each."""
        what = self.rng.choice(["rewrite", "cut", "reorder", "mixed"])
        new = list(paragraphs)
        if what in ("cut", "mixed"):
            new = new[: max(3, int(len(new) * self.rng.uniform(0.4, 0.9)))]
        if what in ("reorder", "mixed"):
            self.rng.shuffle(new)
        if what in ("rewrite", "mixed"):
            high = 0.6 if what == "rewrite" else 0.4
            new = [self.reworded(paragraph, self.rng.uniform(0.4, high)) for paragraph in new]
        return new


def make_article(path: str, headline: str, paragraphs: list[str], furniture: tuple[str, ...] = ()) -> Article:
    parts = [Paragraph(headline, "headline"), *map(Paragraph, paragraphs)]
    return Article(path, headline, (*parts, *(Paragraph(line, "furniture") for line in furniture)))


def make_corpus(seed: int, stories: int) -> tuple[list[Article], list[int]]:
    """Make stories of two to four versions, and for each two decoys with its names, a statement, a notice."""
    press = Press(seed)
    made: list[tuple[Article, int]] = []
    for story in range(stories):
        topic = press.topic()
        first = press.article(topic, press.rng.randint(6, 14))
        versions = [first] + [press.version(first) for _ in range(press.rng.randint(1, 3))]
        statement = press.sentence(topic, quoted=True)
        versions[-1] = [*versions[-1], statement]
        for number, paragraphs in enumerate(versions):
            furniture = tuple(press.rng.sample(FURNITURE, 2)) if press.rng.random() < 0.5 else ()
            made.append(
                (make_article(f"{story}-{number}", press.sentence(topic), paragraphs, furniture), story)
            )
        for number in range(2):
            decoy = [*press.article(topic, press.rng.randint(4, 10)), statement, NOTICE]
            made.append(
                (
                    make_article(f"{story}-decoy-{number}", press.sentence(topic), decoy),
                    stories + 2 * story + number,
                )
            )
    press.rng.shuffle(made)
    return [article for article, _ in made], [story for _, story in made]


def pairs_of(groups: list[list[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def count_pairs(articles: list[Article], gold: list[int]) -> tuple[int, int, int]:
    """Count the pairs that were joined rightly, those joined, and those that belong together."""
    place = {article.path: index for index, article in enumerate(articles)}
    found = pairs_of([[place[a.path] for a in story.versions] for story in group_into_stories(articles)])
    by_story: dict[int, list[int]] = {}
    for index, story in enumerate(gold):
        by_story.setdefault(story, []).append(index)
    wanted = pairs_of(list(by_story.values()))
    return len(found & wanted), len(found), len(wanted)


def test_versions_find_each_other_and_decoys_stay_away() -> None:
    counts = [count_pairs(*make_corpus(seed, 150)) for seed in (1, 2, 3)]
    right, found, wanted = (sum(count[k] for count in counts) for k in range(3))
    print(f"precision {right / found:.4f}, recall {right / wanted:.4f} of {wanted} pairs")
    assert right / found >= 0.995
    assert right / wanted >= 0.97


def test_stories_and_versions_keep_the_given_order() -> None:
    articles, _ = make_corpus(4, 20)
    place = {article.path: index for index, article in enumerate(articles)}
    stories = [[place[a.path] for a in story.versions] for story in group_into_stories(articles)]
    assert all(one < other for versions in stories for one, other in pairwise(versions))
    assert all(one[0] < other[0] for one, other in pairwise(stories))
    assert sorted(index for versions in stories for index in versions) == list(range(len(articles)))


def test_the_order_of_articles_does_not_decide_what_belongs_together() -> None:
    articles, _ = make_corpus(5, 20)

    def groups(given: list[Article]) -> set[frozenset[str]]:
        return {frozenset(a.path for a in story.versions) for story in group_into_stories(given)}

    assert groups(articles) == groups(articles[::-1])


def test_a_story_is_called_by_the_first_headline_among_its_versions() -> None:
    press = Press(6)
    text = press.article(press.topic(), 5)
    bare = Article("wire", "How it begins", tuple(map(Paragraph, text)))
    assert group_into_stories([bare, make_article("outlet", "The Headline", text)]) == (
        Story("The Headline", (bare, make_article("outlet", "The Headline", text))),
    )
    assert group_into_stories([bare])[0].title == "How it begins"


def test_a_notice_printed_under_every_article_joins_none() -> None:
    press = Press(7)
    articles = [
        make_article(
            str(n), "Headline", [*press.article(press.topic(), 3), NOTICE, NOTICE.replace("report", "text")]
        )
        for n in range(60)
    ]
    assert len(group_into_stories(articles)) == 60


def test_a_round_up_does_not_make_one_story_of_those_it_tells() -> None:
    press = Press(8)
    stories = [press.article(press.topic(), 8) for _ in range(6)]
    articles = [
        make_article(f"{n}-{v}", "Headline", text) for n, text in enumerate(stories) for v in range(2)
    ]
    round_up = make_article("week", "The week", [paragraph for text in stories for paragraph in text[:2]])
    grouped = group_into_stories([*articles, round_up])
    assert all(len({a.path.split("-")[0] for a in story.versions} - {"week"}) <= 1 for story in grouped)


def test_a_text_printed_by_a_hundred_papers_is_one_story() -> None:
    press = Press(9)
    text = press.article(press.topic(), 6)
    articles = [make_article(str(n), press.sentence(press.topic()), text) for n in range(100)]
    assert [len(story.versions) for story in group_into_stories(articles)] == [100]


def test_articles_without_a_word_of_text_stand_alone() -> None:
    empty = Article("empty", "", ())
    assert group_into_stories([]) == ()
    assert [len(story.versions) for story in group_into_stories([empty, empty])] == [1, 1]
    (story,) = group_into_stories([empty._replace(path="folder/empty.txt")])
    assert story.title == "empty.txt"


def test_time_grows_in_line_with_the_number_of_articles() -> None:
    def prepare(stories: int) -> Callable[[], object]:
        return partial(group_into_stories, make_corpus(10, stories)[0])

    # In line would be eight times; with its square it would be sixty-four.
    assert_grows_at_most(prepare, 30, few=25, many=200)


def furniture_of(story: Story) -> list[str]:
    return [p.text for article in story.versions for p in article.paragraphs if p.role == "furniture"]


def test_what_stands_in_several_stories_of_a_folder_is_furniture_there() -> None:
    press = Press(11)
    line = "A hundred thousand people have read us since the spring, and you are one of them."
    texts = [press.article(press.topic(), 5) for _ in range(4)]
    there = [make_article(f"site/{n}.txt", f"Head {n}", [*text, line]) for n, text in enumerate(texts[:3])]
    spelt = make_article("site/4.txt", "Head 4", [line.upper().replace(" ", "\u00a0 "), *texts[3]])
    elsewhere = make_article("other/5.txt", "Head 5", [*press.article(press.topic(), 5), line])
    stories = group_into_stories([*there, spelt, elsewhere])
    assert [len(furniture_of(story)) for story in stories] == [1, 1, 1, 1, 0]
    assert furniture_of(stories[0]) == [line]
    assert [len(furniture_of(story)) for story in group_into_stories(there[:2])] == [0, 0]


def test_what_stands_in_several_stories_of_a_site_is_furniture_wherever_they_are_kept() -> None:
    press = Press(12)
    line = "The Lantern is printed on paper of its own making, as it has been since its first day."
    articles = [
        make_article(f"{n}/a.txt", f"Head {n}", [*press.article(press.topic(), 5), line])._replace(
            site="Lantern"
        )
        for n in range(3)
    ]
    assert [furniture_of(story) for story in group_into_stories(articles)] == [[line]] * 3


def test_what_versions_share_is_no_furniture_however_many_there_are() -> None:
    press = Press(13)
    text = press.article(press.topic(), 6)
    versions = [make_article(f"v{n}.txt", "Head", [*text, press.sentence(press.topic())]) for n in range(6)]
    other = [make_article(f"o{n}.txt", "Head", press.article(press.topic(), 5)) for n in range(4)]
    assert not any(map(furniture_of, group_into_stories([*versions, *other])))


def rewritten(press: Press, paragraphs: list[str], share: float) -> list[str]:
    """Rewrite as another outlet would: names and most of what was quoted stay, nearly all other words are exchanged."""
    new = []
    for paragraph in paragraphs:
        if press.rng.random() < 0.3:
            continue
        sentences = re.split(r"(?<=\.) ", paragraph)
        press.rng.shuffle(sentences)
        new += [
            s
            if s.startswith('"') and press.rng.random() < 0.7
            else " ".join(
                press.rng.choice(press.common) if word.islower() and press.rng.random() < share else word
                for word in s.split(" ")
            )
            for s in sentences
        ]
    return new


def test_heavy_rewrites_that_keep_facts_names_and_quotations_find_each_other() -> None:
    press = Press(14)
    articles, gold = [], []
    for story in range(120):
        topic = press.topic()
        first = press.article(topic, press.rng.randint(9, 16))
        for number, text in enumerate([first, rewritten(press, first, 0.6), rewritten(press, first, 0.6)]):
            articles.append(make_article(f"{story}-{number}", press.sentence(topic), text))
            gold.append(story)
        articles.append(make_article(f"{story}-decoy", press.sentence(topic), press.article(topic, 9)))
        gold.append(1000 + story)
    right, found, wanted = count_pairs(articles, gold)
    print(f"precision {right / found:.4f}, recall {right / wanted:.4f} of {wanted} pairs")
    assert right / found >= 0.995
    assert right / wanted >= 0.97


def test_a_long_appeal_under_short_reports_joins_none() -> None:
    press = Press(15)
    appeal = press.sentence(press.topic()) + " " + press.sentence(press.topic())
    reports = [
        make_article(f"site/{n}.txt", f"Head {n}", [press.sentence(press.topic()), appeal]) for n in range(5)
    ]
    stories = group_into_stories(reports)
    assert [len(story.versions) for story in stories] == [1] * 5
    assert [furniture_of(story) for story in stories] == [[appeal]] * 5
    assert len(group_into_stories([reports[0], reports[0]._replace(path="copy")])) == 1


def test_a_short_report_printed_by_a_thousand_papers_is_one_story() -> None:
    press = Press(16)
    text = [press.sentence(press.topic()), press.sentence(press.topic())]
    articles = [make_article(f"{n}.txt", press.sentence(press.topic()), text) for n in range(1000)]
    (story,) = group_into_stories(articles)
    assert len(story.versions) == 1000
    assert not furniture_of(story)


def test_the_committed_versions_of_a_file_are_one_story_whatever_they_say() -> None:
    press = Press(17)
    history = [
        make_article(f"a.txt@{n}", "Head", press.article(press.topic(), 3))._replace(revision=str(n))
        for n in range(3)
    ]
    now, other = (make_article(name, "Head", press.article(press.topic(), 3)) for name in ("a.txt", "b.txt"))
    stories = group_into_stories([other, *history, now])
    assert [[a.path for a in story.versions] for story in stories] == [
        ["b.txt"],
        ["a.txt@0", "a.txt@1", "a.txt@2", "a.txt"],
    ]


def test_a_book_in_one_paragraph_finds_its_copy() -> None:
    press = Press(18)
    book = " ".join(press.rng.choices(press.common, k=70_000))
    end = press.sentence(press.topic())
    other = make_article("other", "Head", press.article(press.topic(), 5))
    copies = [make_article(str(n), "Head", [book, end]) for n in range(2)]
    assert [len(story.versions) for story in group_into_stories([*copies, other])] == [2, 1]


def test_the_issues_of_a_series_stay_apart() -> None:
    press = Press(19)
    form = press.article(press.topic(), 6)

    def issue() -> list[str]:
        return [
            " ".join(w if k % 6 else str(press.rng.randint(2, 99)) for k, w in enumerate(p.split(" ")))
            for p in form
        ]

    first = issue()
    corrected = [first[0].replace(" the ", " a "), *first[1:]]
    texts = [first, corrected, *(issue() for _ in range(8))]
    stories = group_into_stories([make_article(str(n), "Weather", text) for n, text in enumerate(texts)])
    assert [[a.path for a in story.versions] for story in stories] == [
        ["0", "1"],
        *([str(n)] for n in range(2, 10)),
    ]


def test_a_corrected_figure_parts_no_versions() -> None:
    press = Press(20)
    text = press.article(press.topic(), 5)
    old = make_article(
        "old", "Head", [*text, "By noon 41 boats had been counted in the old harbour of the town."]
    )
    new = make_article(
        "new", "Head", [*text, "By night 43 boats had been counted in the old harbour of the town."]
    )
    assert len(group_into_stories([old, new])) == 1


def test_background_and_the_head_of_a_live_report_join_none() -> None:
    press = Press(21)
    background = press.article(press.topic(), 3)
    articles = [
        make_article(f"{n}/a.txt", "Head", [background[0], *press.article(press.topic(), 9), *background[1:]])
        for n in range(6)
    ]
    assert len(group_into_stories(articles)) == 6


def test_a_round_up_belongs_to_none_of_its_stories() -> None:
    press = Press(22)
    texts = [press.article(press.topic(), 9) for _ in range(3)]
    articles = [make_article(f"{n}-{v}", "Head", text) for n, text in enumerate(texts) for v in range(2)]
    round_up = make_article("week", "The week", [*texts[0][:4], *texts[1][:2], *texts[2][:2]])
    stories = group_into_stories([*articles, round_up])
    assert sorted(len(story.versions) for story in stories) == [1, 2, 2, 2]
