"""What belongs to the page and not to the story: banners, forms, appeals, buttons, links to elsewhere.

A paragraph is graded by itself first. `sure` ones are furniture wherever they stand; `likely` ones only
beside those. After the story a page often goes on in whole sentences (an appeal in letter form, teasers):
`find_tail` decides where the story ends.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from reader.roles.look import KEPT, Look, look_at, phrase_set, word_set

Grade = Literal["sure", "likely", "greeting", "appeal", "fragment", "prose"]
"""`greeting` opens a letter to the readers, `appeal` asks them for support; `fragment` and `prose` are
nothing by themselves.
"""

_SURE = phrase_set(
    """
    advertisement; advertisements; sponsored; sponsored content; paid content; promoted; promoted content;
    read more; read next; read also; also read; see also; read the full story; read the full article; read
    the rest here; read it here; continue reading; share this; share this article; share this story; share
    this page; share on facebook; share on twitter; share on x; copy link; email this; email this article;
    print this; print this article; save for later; save this article; listen to this article; listen to
    this story; comments; view comments; leave a comment; leave a reply; post a comment; related; related
    articles; related topics; related stories; related content; related links; related news; more on this
    story; more on this topic; most viewed; most read; most popular; trending now; you may also like; you
    might also like; recommended for you; recommended reading; recommended stories; skip to content; skip
    to main content; skip to navigation; back to top; log in; login; sign in; sign up; subscribe;
    subscribe now; subscribe today; newsletter; newsletters; our newsletters; follow us; support us;
    donate; donate now; donate today; become a member; accept all; accept cookies; accept all cookies;
    reject all; manage preferences; cookie policy; cookie settings; privacy policy; privacy notice; terms
    of use; terms of service; terms and conditions; all rights reserved; contact us; about us; advertise
    with us; story continues below; story continues below advertisement; view gallery;
    open image in gallery; hide caption; toggle caption; enlarge this image; image source; image caption;
    image copyright; article continues below; article
    continues after advertisement; scroll to continue; maybe later; anzeige; werbung; mehr zum thema;
    lesen sie auch; lesen sie mehr; auch interessant; newsletter abonnieren; jetzt abonnieren; artikel
    teilen; artikel drucken; zur startseite; impressum; datenschutz; datenschutzerklärung; das könnte sie
    auch interessieren; publicité; lire aussi; lire la suite; à lire aussi; abonnez-vous; mentions
    légales; partager cet article; publicidad; leer más; lea también; te puede interesar; suscríbete;
    compartir este artículo
    """
)
_LIKELY = word_set(
    """
    menu home search share tweet email print save more close listen play watch loading continue next
    previous comment register join topics tags tags: video photos gallery once monthly annual annually
    yearly weekly one-time ad ads app apps skip facebook twitter instagram youtube whatsapp telegram
    linkedin reddit rss sport sports business politics world opinion culture weather teilen drucken merken
    kommentare weiterlesen startseite partager commentaires compartir comentarios
    """
)
# How a line of the page begins, when the whole of it is short.
_BEGINNINGS = phrase_set(
    """
    read more; read also; read next; read the rest; see also; sign up for; sign up to; sign up here;
    subscribe to our; subscribe to the; subscribe for; subscribe here; subscribe now; subscribe today;
    follow us; like us on; find us on; join our; get our; get the latest; get unlimited; get full access;
    download our; download the app; click here; tap here; share this; share your; listen to this; support
    our; support us; support independent; support quality; support local journalism; become a member;
    become a supporter; become a subscriber; become a patron; donate to; register for; register to; log in
    to; sign in to; already a subscriber; already a member; already have an account; not a subscriber;
    enter your email; enter your e-mail; your email address; we use cookies; this site uses; this website
    uses; by signing up; by subscribing; by continuing; by clicking; recommended for; you may also; you
    might also; more on this; more from our; related articles; related stories; story continues; article
    continues; save for; skip to; show more; view all; load more; view comments; manage your; send us a;
    have a tip; got a tip; continue reading; contact the author; all rights; copyright ©; sponsored by; image copyright;
    image source; image caption; media caption; media playback; abonnieren sie;
    lire aussi; à lire; article réservé; lesen sie auch; lesen sie mehr; lea también; lee también; te puede; leggi anche; leia
    também; lees ook; temps de; melden sie sich; jetzt anmelden; folgen sie uns; abonnez-vous à; inscrivez-vous; suscríbase a
    """
)
# How a letter to the readers is headed ("a note from ...:") and opened ("dear ...").
_LETTERS = word_set("message appeal note letter word")
_DEAR = word_set("dear liebe lieber cher chers chère chères querido queridos estimado estimados")
_ADDRESSED = word_set(
    """
    reader readers friend friends supporter supporters subscriber subscribers member members leserin leserinnen
    leser lecteur lecteurs lectrice lectrices lector lectores
    """
)
# What a page asks of its readers, and what it is proud of when it asks.
_FORMS = word_set(
    """
    newsletter newsletters inbox mailbox subscribe subscriber subscribers subscribing unsubscribe cookie cookies
    donate donating paywall ad-free sign-up notifications
    """
)
_ASKS = _FORMS | word_set(
    """
    subscription subscriptions donation donations supporter supporters contribution contributions membership
    unlimited newsroom privacy contribute contributing monthly
    """
)
_TRADE = word_set(
    """
    journalism journalists journalist reporting readers readership coverage independent news email e-mail
    policy support supporting free account app article articles stories week weekly daily offer trial
    member members latest
    """
)
# What heads links to other articles.
_LINKS = word_set("related recommended viewed popular trending next also thema interessant aussi también")
# What a form makes people agree to.
_AGREES = word_set("agree accept consent zustimmen acceptez aceptar")
_RULES = word_set("terms policy conditions cookies datenschutzerklärung términos")
_WE = word_set("we our us ours we're we've we'll unser unsere wir uns nous notre nos nuestro nuestra")
_YOU = word_set("you your yours you're you'll you've sie ihr ihre ihnen vous votre vos usted su")
# The bare text of a page has so many lines at least that are no sentences.
_LEAST_SCRAPS = 8
_BANNER_VERBS = word_set("support subscribe donate join help stand")


@lru_cache(maxsize=KEPT)
def grade(look: Look) -> Grade:
    """Judge a paragraph by itself; see `Grade`."""
    words = look.words
    if look.is_line:
        if words in _SURE or _is_notice(look) or _begins_like_the_page(look):
            return "sure"
        if _opens_letter(look):
            return "greeting"
    if asked := _count_asks(look):
        return "sure" if asked > 1 and _speaks_of_itself(look) else "appeal"
    if words and len(words) <= 4 and _LIKELY.issuperset(words):
        return "likely"
    return "prose" if look.is_prose else "fragment"


def is_page_line(text: str) -> bool:
    """Tell whether a text by itself is something that only a page says: a form, a button, an appeal, a notice."""
    look = look_at(text)
    kind = grade(look)
    return kind != "likely" and _is_of_page(look, kind)


def is_banner(look: Look) -> bool:
    """Tell whether a line calls for support at the top of a page: an imperative with an exclamation mark."""
    return (
        look.end == "!" and len(look.words) <= 8 and look.words[:1] != () and look.words[0] in _BANNER_VERBS
    )


def find_furniture(looks: Sequence[Look]) -> frozenset[int]:
    """Find the paragraphs that belong to the page.

    Returns:
        Their indices. Never all of an article: where everything looks like furniture, nothing is.
    """
    grades = [grade(look) for look in looks]
    if _may_be_page(grades):
        from reader.roles.page import find_page_furniture

        page = find_page_furniture(
            looks, [_is_of_page(look, kind) for look, kind in zip(looks, grades, strict=True)]
        )
        if page is not None:
            return page
    found = {index for index, kind in enumerate(grades) if kind == "sure"}
    found |= {index for index, kind in enumerate(grades) if kind == "appeal" and _is_among(index, found)}
    found |= _find_menu(looks, grades)
    found |= _spread(grades, found)
    found |= set(range(find_tail(looks, grades), len(looks)))
    if not any(look.is_prose for index, look in enumerate(looks) if index not in found):
        return frozenset()
    return frozenset(found)


def _may_be_page(grades: Sequence[Grade]) -> bool:
    """Tell whether there are scraps enough for the bare text of a page, and one at least that is known from pages."""
    scraps = sum(kind not in ("prose", "appeal") for kind in grades)
    return scraps >= _LEAST_SCRAPS and ("sure" in grades or "likely" in grades)


def _is_of_page(look: Look, kind: Grade) -> bool:
    """Tell whether a paragraph of a page is none of its story: an appeal is not, that offers a form or speaks for the page."""
    if kind == "appeal":
        return not look.own.isdisjoint(_FORMS | _WE)
    return kind in ("sure", "likely")


def _find_menu(looks: Sequence[Look], grades: Sequence[Grade]) -> set[int]:
    """Find the menu at the top: three or more scraps on end, one of which at least is known from menus."""
    found: set[int] = set()
    run: list[int] = []
    for index, kind in enumerate((*grades, "prose")):
        if kind != "prose" and len(looks[index].words) <= 3 and looks[index].end not in ".!?":
            run.append(index)
            continue
        if len(run) >= 3 and any(grades[place] in ("likely", "sure") for place in run):
            found.update(run)
        if kind == "prose":
            break
        run = []
    return found


def find_tail(looks: Sequence[Look], grades: Sequence[Grade]) -> int:
    """Find where the story ends and the page goes on to the end.

    The tail begins with something that only a page says, after at least two paragraphs of prose, and all that
    follows fits: lines of the page, fragments, appeals, the sentences of a letter to the readers that asks for
    support, and, below a line that heads links to other articles, a sentence under each title.

    Returns:
        The index of the first paragraph of the tail; the number of paragraphs when there is none.
    """
    story = misfit = 0
    for index, kind in enumerate(grades):
        if index >= misfit and kind in ("sure", "appeal", "greeting") and story >= 2:
            after = _find_misfit(looks, grades, index)
            if after is None:
                return _reach_back(grades, index)
            misfit = after
        story += kind == "prose"
    return len(looks)


def _reach_back(grades: Sequence[Grade], start: int) -> int:
    """Take in the scraps before a tail, back to the first that is known from pages, over no sentence."""
    first = start
    for index in range(start - 1, -1, -1):
        if grades[index] not in ("likely", "fragment"):
            break
        if grades[index] == "likely":
            first = index
    return first


def _find_misfit(looks: Sequence[Look], grades: Sequence[Grade], start: int) -> int | None:
    """Find the place after which alone a tail may begin when none begins at `start`; None when one does.

    It lies after `start`, so that all tries together cost one walk through the paragraphs.
    """
    in_letter = in_links = asked = False
    last_asked = start
    sentences = [start] if grades[start] == "greeting" else []
    summaries: list[int] = []
    for index in range(start, len(looks)):
        look, kind = looks[index], grades[index]
        in_letter = in_letter or kind == "greeting"
        in_links = in_links or (kind == "sure" and not _LINKS.isdisjoint(look.words[:2]))
        asked = asked or (in_letter and kind in ("appeal", "sure") and _count_asks(look) > 0)
        last_asked = index if kind in ("appeal", "sure") else last_asked
        if kind == "fragment" and (len(look.words) > 16 or _is_item(look)):
            return index + 1
        if kind == "prose" and in_links and _is_summary(looks[index - 1], look):
            summaries.append(index)
        elif kind == "prose" and in_letter and _speaks_to_readers(look):
            sentences.append(index)
        elif kind == "prose":
            return index + 1
    # A letter without a request is part of the story, or one that goes on long after it; and so are a greeting
    # that nothing follows and a single paragraph under what is then a heading.
    goes_on = not asked or sum(index > last_asked for index in sentences) > 2
    kept = (sentences if goes_on else []) + (summaries if len(summaries) == 1 else [])
    return max(kept) + 1 if kept else None


def _is_item(look: Look) -> bool:
    """Whether a line is an item of a list: a number and a stop, or a bullet."""
    first = look.text[:1]
    return first in ("-", "–", "•", "*") or (
        first.isdigit() and look.text.lstrip("0123456789")[:1] in (".", ")")
    )


def _is_summary(title: Look, look: Look) -> bool:
    return title.is_fragment and not title.text[0].isdigit() and look.is_line


def _speaks_to_readers(look: Look) -> bool:
    return not look.own.isdisjoint(_WE | _YOU)


def _is_among(index: int, found: set[int]) -> bool:
    return not found.isdisjoint((index - 2, index - 1, index + 1, index + 2))


def _spread(grades: Sequence[Grade], found: set[int]) -> set[int]:
    """Find the likely ones in an unbroken run that holds a sure one."""
    more: set[int] = set()
    for order in (range(len(grades)), range(len(grades) - 1, -1, -1)):
        beside = False
        for index in order:
            beside = index in found or index in more or (beside and grades[index] == "likely")
            if beside:
                more.add(index)
    return more


def _opens_letter(look: Look) -> bool:
    words = look.words
    if not 2 <= len(words) <= 12 or look.ends_sentence:
        return False
    headed = look.end == ":" and words[1] in _LETTERS and words[2:3] == ("from",)
    return headed or (words[0] in _DEAR and words[1] in _ADDRESSED)


def _begins_like_the_page(look: Look) -> bool:
    words = look.words
    if len(words) > 16 or not (words[:2] in _BEGINNINGS or words[:3] in _BEGINNINGS):
        return False
    return not (look.starts_quoted or look.reports_speech)


def _is_notice(look: Look) -> bool:
    if len(look.words) <= 12 and not _AGREES.isdisjoint(look.words) and not _RULES.isdisjoint(look.words):
        return not look.ends_sentence
    if look.text[:1] == "©":
        return True
    if len(look.words) > 40 or "reserved" not in look.words:
        return False
    return look.own.issuperset(("rights", "reserved"))


def _count_asks(look: Look) -> int:
    """Count what the page asks of its readers when it speaks to them; 0 when it does not, or in passing only."""
    if look.is_long or (look.is_line and _ASKS.isdisjoint(look.words)):
        return 0
    if not (look.may_hold(_parts(_YOU)) and look.may_hold(_parts(_ASKS))):
        return 0
    own = look.own
    asks, trade = len(own & _ASKS), len(own & _TRADE)
    if not asks or own.isdisjoint(_YOU) or look.reports_speech:
        return 0
    is_form = 0 < len(look.words) <= 20 and not _FORMS.isdisjoint(own)
    return asks if asks > 1 or is_form or (trade and _speaks_of_itself(look)) else 0


@cache
def _parts(words: frozenset[str]) -> tuple[str, ...]:
    """Name what is found in each of some words: a search for these costs less than reading words."""
    whole = {f" {word} " if len(word) < 3 else word for word in words}
    return tuple(word for word in sorted(whole) if not any(part in word for part in whole - {word}))


def _speaks_of_itself(look: Look) -> bool:
    return not look.own.isdisjoint(_WE)
