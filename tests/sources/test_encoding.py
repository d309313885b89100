"""Text in any encoding: what it says of itself, what the bytes show, and what is guessed and said to be."""

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.encoding import NotTextError, decode

SENTENCES = {
    "en": "The mayor said “no” to everybody who asked her — and that was that. It’s a long story, she told reporters.",
    "fr": "Le maire a dit : « Ça suffit » à tous ceux qui étaient là. L’été dernier, le conseil avait déjà refusé.",
    "de": "Die Bürgermeisterin sagte, der Turm bleibe stehen. „Niemand hat uns gefragt“, so die Ältere, und das genüge.",
    "es": "El alcalde dijo: «¡Basta ya!». El niño corrió mañana tras mañana por el camión según la señora Muñoz.",
    "pl": "Burmistrz powiedział, że wieża zostanie na miejscu. Żółte światło świeci każdej nocy, a łódź wróciła później.",
    "cs": "Starostka řekla, že věž zůstane na svém místě. Žádný z lidí, kteří tam chodí, nebyl dotázán.",
    "tr": "Belediye başkanı salı günü eski deniz fenerinin yerinde kalacağını söyledi. Orada kimse sormadı, dedi.",
    "ru": "Мэр сказала, что старый маяк останется на месте. Никто не спросил людей, которые там гуляют.",
    "el": "Η δήμαρχος είπε ότι ο παλιός φάρος θα μείνει στη θέση του. Κανείς δεν ρώτησε τους ανθρώπους.",
    "ja": "市長は火曜日、古い灯台はそのまま残ると述べた。そこを歩く人々に誰も尋ねなかった、と彼女は記者団に語った。",
    "zh": "市长星期二说，布兰特港的老灯塔将留在原处。没有人问过在那里散步的人，她对记者说。",
    "ko": "시장은 화요일에 오래된 등대가 그대로 남을 것이라고 말했다. 그곳을 걷는 사람들에게 아무도 묻지 않았다.",
}
WRITTEN = [
    ("en", "cp1252"), ("en", "mac_roman"), ("fr", "cp1252"), ("de", "cp1252"), ("es", "cp1252"), ("pl", "cp1250"),
    ("pl", "iso8859_2"), ("cs", "cp1250"), ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8_r"), ("el", "cp1253"),
    ("ja", "cp932"), ("ja", "euc_jp"), ("zh", "gb18030"), ("ko", "cp949"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), WRITTEN)
@pytest.mark.parametrize("times", [1, 40])
def test_an_encoding_is_guessed_by_the_letters_and_that_is_said(
    language: str, encoding: str, times: int
) -> None:
    data = (SENTENCES[language] + "\n").encode(encoding) * times
    text, (notice,) = decode(data)
    assert text == data.decode(encoding)
    assert notice.startswith("is not in UTF-8; read as ") and notice.endswith(", which is a guess")


@pytest.mark.parametrize(
    "mark",
    [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE],
)
def test_a_byte_order_mark_tells_and_is_no_part_of_the_text(mark: bytes) -> None:
    name = {2: "utf-16", 3: "utf-8", 4: "utf-32"}[len(mark)]
    if name != "utf-8":
        name += "-le" if mark.startswith(b"\xff") else "-be"
    for sentence in SENTENCES.values():
        assert decode(mark + sentence.encode(name)) == (sentence, ())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_shows_by_its_zero_bytes(name: str) -> None:
    assert decode(SENTENCES["en"].encode(name)) == (SENTENCES["en"], ("read as UTF-16, which is a guess",))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xc3\xa9 and \xff more caf\xc3\xa9", "café and \ufffd more café"),
        ("The mayor said “no”.".encode()[:-2], "The mayor said “no\ufffd"),
        (b"said \xed\xa0\x80 no", "said \ufffd\ufffd\ufffd no"),
        ("a \ufffd b ".encode() + b"\xf0\x9f\x98", "a \ufffd b \ufffd"),
    ],
)
def test_damaged_utf8_stays_utf8_and_the_damage_is_counted(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded.text == text
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    assert decoded.notices[0].startswith(f"{lost} place")


def test_bytes_that_mean_nothing_are_kept_as_control_characters() -> None:
    assert decode(b"tail \x9b13;37H \x9d end").text == "tail ›13;37H \x9d end"


DECLARED = [
    ("ISO-8859-1", "cp1252"),
    ("'windows-1251'", "cp1251"),
    ("shift_jis", "cp932"),
    ("iso-2022-jp", "iso2022_jp"),
]


@pytest.mark.parametrize(("declared", "encoding"), DECLARED)
def test_what_a_document_says_is_believed_without_a_word(declared: str, encoding: str) -> None:
    sentence = {"cp1252": "Ça suffit, dit le maire.", "cp1251": SENTENCES["ru"]}.get(
        encoding, SENTENCES["ja"]
    )
    assert decode(sentence.encode(encoding), declared) == (sentence, ())


@pytest.mark.parametrize(
    "declared", ["utf-16", "utf-7", "unicode_escape", "rot13", "zlib", "no such thing", "x" * 500, "\0"]
)
def test_what_a_document_cannot_be_in_is_not_believed(declared: str) -> None:
    assert decode("Ça suffit \\x1b+ADw-".encode(), declared) == ("Ça suffit \\x1b+ADw-", ())


def test_bytes_with_zeros_are_no_text() -> None:
    for data in (b"MZ\0\0 text", b"\0", bytes(1000)):
        with pytest.raises(NotTextError):
            decode(data)


def test_bytes_full_of_control_characters_are_no_text() -> None:
    with pytest.raises(NotTextError, match="full of control characters"):
        decode(bytes(range(1, 256)) * 10)
    assert decode(b"One \x1b[31m red \x1b[0m word and a bell\x07.").notices == ()


def test_a_guess_takes_no_longer_for_a_larger_file() -> None:
    data = (SENTENCES["fr"] + "\n").encode("cp1252") * 100_000
    start = time.process_time()
    decode(data)
    assert time.process_time() - start < 5


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except NotTextError:
        assert b"\0" in data or any(sign < 32 or sign == 127 for sign in data)
    else:
        assert text.isascii() or not data.isascii() or b"\0" in data
        text.encode("utf-8")
