"""What comes from a terminal: keys, pastes, answers, and what is none of these."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import mark
from textual import events
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from reader.tui.incoming import Incoming, sequence_end

WITHOUT_MEANING = [
    "\x1b[?62;22c",
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29;33;42;44c",
    "\x1b[>41;390;0c",
    "\x1b[0n",
    "\x1b[?2027;0$y",
    "\x1b[?997;1n",
    "\x1b[8;40;120t",
    "\x1b[4;640;960t",
    "\x1b[?0u",
    "\x1b]11;rgb:0000/1111/2222\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1b]52;c;cXFx\x07",
    "\x1b]Lname\x1b\\",
    "\x1bP>|xterm(390)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[99999999999u",
    "\x1b[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;q",
    "\x1b[1 q",
    "\x1b[[Z",
]
"""Answers to nobody's question, and what only looks like one."""


def say(*parts: str) -> list[Message]:
    incoming = Incoming()
    return [message for part in parts for message in incoming.feed(part)]


def keys(*parts: str) -> list[str]:
    messages = say(*parts)
    assert all(isinstance(message, events.Key) for message in messages), messages
    return [message.key for message in messages if isinstance(message, events.Key)]


def test_keys_are_keys() -> None:
    assert keys("jq\x1b[A\x1bOB\x1b[1;5C\x1b[[A\x1b[6~\r\x03é") == [
        *("j", "q", "up", "down", "ctrl+right", "f1", "pagedown", "enter", "ctrl+c", "é")
    ]
    assert keys("\x1b[113u\x1b[27u\x1b[99;5u") == ["q", "escape", "ctrl+c"]


def test_a_key_held_with_alt_is_never_the_key_alone() -> None:
    assert keys("\x1bx", "\x1bP", "\x1b]", "j") == ["alt+x", "alt+shift+p", "alt+right_square_bracket", "j"]


def test_an_answer_is_a_place() -> None:
    (answer,) = say("\x1b[40;5R")
    assert isinstance(answer, events.CursorPosition) and (answer.x, answer.y) == (4, 39)


@mark.parametrize("at", range(1, 7))
def test_an_answer_in_two_parts_is_whole(at: int) -> None:
    text = "\x1b[40;5R"
    (answer,) = say(text[:at], text[at:])
    assert isinstance(answer, events.CursorPosition)


@mark.parametrize("answer", WITHOUT_MEANING, ids=ascii)
def test_an_answer_to_nobody_is_dropped(answer: str) -> None:
    assert keys(f"j{answer}k") == ["j", "k"]
    assert keys("j", *answer, "k") == ["j", "k"]


def test_a_mode_that_the_terminal_has_is_told() -> None:
    (message,) = say("\x1b[?2026;2$y")
    assert isinstance(message, TerminalSupportsSynchronizedOutput)


def test_a_character_in_two_parts_does_no_harm() -> None:
    """The decoder gives nothing for the first byte, which is not the end of all input."""
    assert keys("", "é", "", "j") == ["é", "j"]


def test_a_lone_escape_is_a_key_after_a_pause() -> None:
    incoming = Incoming()
    assert incoming.feed("\x1b") == []
    assert 0 < (incoming.patience(is_answer_due=False) or 0) < 0.5
    (key,) = incoming.give_up()
    assert isinstance(key, events.Key) and key.key == "escape"
    assert incoming.patience(is_answer_due=False) is None


def test_an_escape_waits_longer_while_an_answer_is_due() -> None:
    incoming = Incoming()
    incoming.feed("\x1b")
    patience = incoming.patience(is_answer_due=True)
    assert patience and patience >= 0.5
    assert [type(message) for message in incoming.feed("\x1b[40;5R")] == [events.Key, events.CursorPosition]


@mark.parametrize("begun", ["\x1b[", "\x1b[4", "\x1b[40;5", "\x1b]11;rgb:", "\x1bP>|xt", "\x1b[<0;5"])
def test_what_is_never_finished_is_dropped(begun: str) -> None:
    incoming = Incoming()
    assert incoming.feed(begun) == []
    assert incoming.give_up() == []
    assert [getattr(message, "key", "") for message in incoming.feed("j")] == ["j"]


def test_a_sequence_that_is_broken_off_takes_no_key_with_it() -> None:
    assert keys("\x1b[12;\x03j") == ["ctrl+c", "j"]
    assert keys("\x1b[12;\x1b[A") == ["up"]


# -- pastes


def pasted(*parts: str) -> list[str]:
    return [message.text for message in say(*parts) if isinstance(message, events.Paste)]


def test_a_paste_is_one_text() -> None:
    assert pasted("\x1b[200~two\nlines\x1b[201~") == ["two\nlines"]
    assert pasted("\x1b[20", "0~tw", "o\nlines\x1b[2", "01~") == ["two\nlines"]


def test_a_paste_that_looks_like_an_answer_is_text() -> None:
    messages = say("\x1b[200~q\x1b[40;5R\x1b[A\x1b]0;owned\x07\x9b5n\x1b[201~j")
    assert [type(message) for message in messages] == [events.Paste, events.Key]
    assert isinstance(messages[0], events.Paste)
    assert messages[0].text == "q[40;5R[A]0;owned5n"


def test_a_paste_without_an_end_ends_after_a_pause() -> None:
    incoming = Incoming()
    assert incoming.feed("\x1b[200~half a pas") == []
    assert incoming.patience(is_answer_due=False) is not None
    (paste,) = incoming.give_up()
    assert isinstance(paste, events.Paste) and paste.text == "half a pas"
    assert [getattr(message, "key", "") for message in incoming.feed("j")] == ["j"]


# -- laws

PIECES = st.sampled_from(
    [
        "j",
        "é",
        "港",
        "\r",
        "\x03",
        "\x1b[A",
        "\x1bOA",
        "\x1bx",
        "\x1b[40;5R",
        "\x1b[200~a\x1b[Ab\x1b[201~",
        *WITHOUT_MEANING,
    ]
)


def described(messages: list[Message]) -> list[str]:
    return [
        repr(message) if not isinstance(message, events.CursorPosition) else "answer" for message in messages
    ]


@given(st.lists(PIECES, max_size=12), st.data())
@settings(max_examples=200)
def test_where_a_line_is_cut_does_not_matter(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert described(say(*parts)) == described(say(text))


@given(
    st.lists(
        st.text(
            alphabet=st.one_of(st.sampled_from("\x1b[]OPM_^X;?<>$0159~RuycqA\\\x07\x9b\x00"), st.characters())
        )
    )
)
@settings(max_examples=400)
def test_nothing_that_comes_does_harm(parts: list[str]) -> None:
    incoming = Incoming()
    for part in parts:
        incoming.feed(part)
        if incoming.patience(is_answer_due=False) is None:
            assert incoming._rest == ""
    while incoming.patience(is_answer_due=False) is not None:
        incoming.give_up()
    assert [getattr(message, "key", "") for message in incoming.feed("j")] == ["j"]


@given(st.text(alphabet="\x1b[]OPM;?0159~Ru\\\x07j", min_size=1))
def test_a_sequence_ends_after_it_begins(text: str) -> None:
    end = sequence_end("\x1b" + text, 0)
    assert end is None or 1 <= end <= len(text) + 1
