"""What a line of a page says by itself: a marker, a stamp, a byline, a link, an appeal, a note on the author, small print."""

import itertools

from reader.roles.look import Look, phrase_set, word_set

# What begins a part of the page that is not the story, as the first words of a short line.
_MARKERS = phrase_set(
    """
    related; recommended; trending; comments; comment; topics; tags; popular; latest;
    more from; more by; more on; more in; more stories; more news; more about; most read; most viewed; most popular; most
    commented; most shared; you may; you might; latest news; latest stories; latest from; read next; read more; read also;
    up next; next up; see also; also read; about the; about author; written by; follow us; share this; join the; leave a;
    post a; add a; log in; sign in; sign up; editor’s picks; editor's picks; editors’ picks; don’t miss; don't miss; in
    other; from around; around the; what others; top stories; top news; other stories; keep reading; filed under; posted in;
    mehr zum; mehr aus; auch interessant; das könnte; meistgelesen; kommentare; themen; lesen sie; lire aussi; à lire; sur
    le; les plus; commentaires; noticias relacionadas; más noticias; lo más; te puede; comentarios; leggi anche; articoli
    correlati; potrebbe interessarti; leia também; lees ook; lees meer; more for; start a; top comment; top comments; see all;
    visual stories; end of; promoted stories; promoted content; paid content; recommended by; must read; must reads; just in;
    sponsored; newsletter; newsletters; the most; más información; últimas noticias; archivado en; sobre la; dans la
    """
)
_COMMENTS = word_set(
    "comments comment kommentare commentaires comentarios reply replies conversation discussion"
)
_MOST_MARKER_WORDS = 7
# Words of the small print, the forms and the notices of a page, two of which a sentence of the story hardly has.
_SMALL_PRINT = word_set(
    """
    cookie cookies consent partners browser privacy settings device devices preferences newsletter newsletters subscribe
    subscribers subscription inbox unsubscribe account terms copyright reserved permission publisher registered app website
    site sites email e-mail javascript advertising advertisement advertisers content personalised personalized tracking log
    login password moderated comments policy conditions download liable trademarks reprints edition print datenschutz einwilligung
    robot captcha recaptcha opt-out promotions re-enter invalid verify emails
    """
)
# The page speaks of itself and to its readers; so does a story, but hardly of what small print is about.
_ADDRESS = word_set(
    "we our us you your this these please all © wir unsere sie ihre diese nous notre vous votre ce cette"
)
_AUTHORS = word_set(
    """
    writer writes covers reporter correspondent editor columnist freelance journalist twitter contributed contributor
    reporting editing edited newsroom
    """
)
_CALLS = word_set(
    "read watch listen related more also see video photos gallery live opinion analysis explained"
)
_BY = word_set("by von par por")
_JOINED = word_set("and und et y for in at, & |")
_MOST_BYLINE_WORDS = 8
# What a page writes in big letters with fewer words may be a heading.
_LEAST_SHOUTED = 6
_SPEAKS = word_set(
    "we our us you your you’re you're we’re we're we’ll we've we’ve wir unsere sie ihre nous notre vous votre"
)
# What a page speaks of when it asks its readers for something.
_SUPPORT = word_set(
    """
    support supporting supporter supporters donate donation donations contribute contributing contribution contributions member
    members membership fund funding funded advertising revenues sign free account access independent stories articles news
    """
)
# What of this a story that is about something else hardly says in its own voice.
_ITS_OWN = word_set(
    """
    subscribe subscribing subscription subscriptions subscriber subscribers journalism newsroom paywall newsletter newsletters
    inbox unlimited readers reporting
    """
)
_OURS = (
    "our journalism",
    "our reporting",
    "our newsroom",
    "our readers",
    "our newsletter",
    "our subscribers",
)
# What a note on an author says they are, soon after their name.
_TRADES = word_set(
    "reporter writer editor journalist correspondent columnist contributor author producer photographer blogger"
)
_LAST_TRADE = 9
# How a note says that somebody can be reached.
_REACH = word_set("reach reached email e-mail contact write follow tips send tip")
_NETWORKS = word_set("twitter facebook instagram linkedin mastodon threads bluesky")
_AGES = word_set(
    "second seconds minute minutes min mins hour hours hr hrs day days week weeks month months year years"
)
_MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun januar februar
    märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre décembre enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """
)
_BYLINES = word_set(
    "by von par por di door published updated posted publié modifié mis jour le publicado actualizado veröffentlicht aktualisiert"
)


def is_marker(look: Look) -> bool:
    """Tell whether a short line begins a part of the page that is not the story: "Related", "12 comments"."""
    if not look.is_line or len(look.text) > 80 or look.ends_sentence or look.starts_quoted:
        return False
    words = look.words
    if not 0 < len(words) <= _MOST_MARKER_WORDS:
        return False
    if words[0].isdecimal() and words[1:2] in (
        ("comments",),
        ("comment",),
        ("kommentare",),
        ("commentaires",),
    ):
        return True
    return words[:2] in _MARKERS or (words[:1] in _MARKERS and (len(words) <= 2 or look.end == ":"))


def is_about_comments(look: Look) -> bool:
    """Tell whether a line is a marker of what readers wrote: "12 comments", "Leave a reply"."""
    return not _COMMENTS.isdisjoint(look.words)


def is_stamp(look: Look) -> bool:
    """Tell whether a short line only says when, by whom or for how long: "2 hours ago", "3 May 2031", "5 min read"."""
    if len(look.text) > 60 or not any(character.isdigit() for character in look.text) or look.ends_sentence:
        return False
    words = look.words
    if len(words) > 9:
        return False
    aged = any(a.isdecimal() and b in _AGES for a, b in itertools.pairwise(words)) and words[-1] in (
        "ago",
        "read",
    )
    dated = any(word in _MONTHS for word in words) and 2 * sum(_is_dating(word) for word in words) >= len(
        words
    )
    timed = ":" in look.text and len(words) <= 5 and all(_is_dating(word) for word in words)
    return aged or dated or timed


def _is_dating(word: str) -> bool:
    return (
        word[:1].isdigit()
        or word in _MONTHS
        or word in _BYLINES
        or word in ("on", "at", "am", "pm", "gmt", "utc", "et")
    )


def is_byline(look: Look) -> bool:
    """Tell whether a line only says who wrote a story: "By Ada Bram and Opal Gupta"."""
    words = look.words
    if not 1 < len(words) <= _MOST_BYLINE_WORDS or words[0] not in _BY or look.ends_sentence:
        return False
    return all(piece[:1].isupper() or piece in _JOINED for piece in look.text.split()[1:])


def is_link(look: Look) -> bool:
    """Tell whether a line between paragraphs is a link to another story: "Watch: ...", BIG LETTERS."""
    words, text = look.words, look.text
    if not 1 < len(words) <= 25 or look.ends_sentence:
        return False
    if words[0] in _CALLS and text[len(words[0])] == ":":
        return True
    return len(words) >= _LEAST_SHOUTED and text.isupper()


def is_appeal(look: Look) -> bool:
    """Tell whether a paragraph asks for the support of readers, or offers them letters and accounts."""
    if look.reports_speech or look.starts_quoted:
        return False
    own = look.own
    named = len(own & _ITS_OWN)
    about = named + len(own & _SUPPORT) + look.may_hold(_OURS)
    return named > 0 and about > 1 and speaks_to_readers(look)


def speaks_to_readers(look: Look) -> bool:
    """Tell whether a paragraph speaks for the page, or to its readers, outside of quotation marks."""
    return not look.own.isdisjoint(_SPEAKS)


def is_about_author(look: Look) -> bool:
    """Tell whether a short paragraph says who wrote the story, or how to reach them."""
    if not 0 < len(look.words) <= 60 or look.starts_quoted or look.reports_speech:
        return False
    own = look.own
    if len(own & _AUTHORS) >= 2 or (look.words[0] == "follow" and not _NETWORKS.isdisjoint(own)):
        return True
    return ("@" in look.text and not _REACH.isdisjoint(own)) or _tells_trade(look)


def _tells_trade(look: Look) -> bool:
    """Tell whether a paragraph begins with somebody's name and what they do for a paper: "Ada Bram is a staff writer at"."""
    first = look.words[:_LAST_TRADE]
    if "is" not in first or len(look.words) > 40:
        return False
    name = look.text.split()[: first.index("is")]
    is_name = 1 < len(name) <= 4 and all(piece[:1].isupper() for piece in name)
    return is_name and not _TRADES.isdisjoint(first[len(name) :])


def is_small_print(look: Look) -> bool:
    """Tell whether a sentence is one of the page: it has several words of notices, forms and small print."""
    if look.is_long or look.reports_speech:
        return False
    own = look.own
    speaks = not own.isdisjoint(_ADDRESS)
    return len(own & _SMALL_PRINT) >= (2 if speaks and len(own) <= 40 else 3)
