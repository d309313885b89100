"""What a message quotes below all that was written is told from it, whatever program marked it."""

from email.message import EmailMessage

import pytest

from reader.sources.mail import read_mail

WRITTEN = [
    "The council voted on Tuesday to sell the lighthouse, mayor Ines Holloway said after a long night.",
    "I will not go to the hall again before they answer my letters, and neither should you.",
]
BEFORE = [
    "The old message spoke of the harbour and of the boats that lie there in winter.",
    "Nobody has painted them for years, as everybody in the town knows.",
]
TOP, BELOW = ("".join(f"<p>{text}</p>" for text in texts) for texts in (WRITTEN, BEFORE))
SENDER = "Tom Rask &lt;tom@tolvik.example&gt;"
PROGRAMS = {
    "gmail": f'<div dir="ltr">{TOP}</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 3 Mar 2031, '
    f'{SENDER} wrote:</div><blockquote class="gmail_quote">{BELOW}</blockquote></div>',
    "apple": f'{TOP}<div><blockquote type="cite"><div>On 3 Mar 2031, at 10:00, {SENDER} wrote:</div>{BELOW}</blockquote></div>',
    "outlook": f'<div class="WordSection1">{TOP}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>'
    f"<b>From:</b> {SENDER}<br><b>Sent:</b> Monday, March 3, 2031<br><b>Subject:</b> The light</p></div>{BELOW}</div>",
    "outlook on the web": f'<div>{TOP}</div><hr><div id="divRplyFwdMsg"><b>From:</b> Tom Rask</div><div>{BELOW}</div>',
    "thunderbird": f'{TOP}<div class="moz-cite-prefix">On 3/3/31 10:00, Tom Rask wrote:</div><blockquote type="cite">'
    f'{BELOW}</blockquote><pre class="moz-signature">-- \nAda Bram</pre>',
}  # fmt: skip


def roles_of(page: str, subject: str = "The light") -> dict[str, str]:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Ada Bram <ada@tolvik.example>"
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")
    return {" ".join(text.split()): role for text, role in read_mail(message.as_bytes()).paragraphs}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_message_before_is_told_from_what_was_written(program: str) -> None:
    roles = roles_of(PROGRAMS[program])
    assert [roles[text] for text in WRITTEN] == ["body", "body"]
    assert [roles[text] for text in BEFORE] == ["furniture", "furniture"]
    assert [text for text, role in roles.items() if role == "body"] == WRITTEN


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_passed_on_is_the_message(program: str) -> None:
    roles = roles_of(PROGRAMS[program], "Fwd: The light")
    assert [roles[text] for text in BEFORE] == ["body", "body"]


def test_a_message_that_only_quotes_is_what_it_quotes() -> None:
    roles = roles_of(f'<blockquote type="cite">{BELOW}</blockquote>')
    assert [roles[text] for text in BEFORE] == ["body", "body"]


def test_what_is_answered_piece_by_piece_stays() -> None:
    one, two = (f'<blockquote type="cite"><p>{text}</p></blockquote>' for text in BEFORE)
    roles = roles_of(f"{one}<p>{WRITTEN[0]}</p>{two}<p>{WRITTEN[1]}</p>")
    assert {roles[text] for text in (*WRITTEN, *BEFORE)} == {"body"}
