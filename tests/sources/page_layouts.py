"""Ten layouts as web sites have them, each around a made-up story; what belongs to the story is told beside the page."""

# A line of HTML is as long as it is on a real page.
# ruff: noqa: E501, F541

import json
from collections.abc import Callable
from html import escape

from page_stories import PageStory

NAV = "<ul>{}</ul>".format(
    "".join(
        f'<li><a href="/{n.lower()}">{n}</a></li>'
        for n in ("Home", "Local", "Sport", "Business", "Weather", "Culture")
    )
)
COOKIES = '<div id="cookie-consent" class="cookie-banner"><p>We use cookies to make this site better. By continuing you agree to our use of cookies and to our privacy policy.</p><button>Accept all</button><button>Manage preferences</button></div>'
NEWSLETTER = '<div class="newsletter-signup"><h4>The Morning Tide</h4><p>Start your day with our newsletter: five stories, in your inbox at six. You can unsubscribe at any time.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></div>'
SHARE = '<ul class="share-tools"><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li><li><a href="#">Email</a></li><li><a href="#">Copy link</a></li></ul>'
FOOTER = '<footer><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li><li><a href="/terms">Terms of use</a></li></ul><p>© 2031 The Marren Gazette. All rights reserved.</p></footer>'

Page = tuple[str, list[str]]
"""The HTML of a page, and the paragraphs of its story in order."""


def head(story: PageStory, *, ld: bool = True, extra: str = "") -> str:
    data = json.dumps(
        {
            "@context": "https://schema.example",
            "@type": "NewsArticle",
            "headline": story.headline,
            "datePublished": "2031-05-03T08:00:00Z",
            "dateModified": "2031-05-04T09:30:00Z",
            "author": {"@type": "Person", "name": story.author},
        }
    )
    script = f'<script type="application/ld+json">{data}</script>' if ld else ""
    return f'<head><meta charset="utf-8"><title>{escape(story.headline)} | The Marren Gazette</title><meta property="og:title" content="{escape(story.headline)}"><meta property="og:site_name" content="The Marren Gazette"><meta name="author" content="{story.author}">{script}{extra}<style>p {{ color: red }}</style><script>var p = "<p>never seen</p>";</script></head>'


def p(text: str, attributes: str = "") -> str:
    return f"<p{' ' * bool(attributes)}{attributes}>{escape(text)}</p>\n"


def related(story: PageStory, tag: str = "aside", name: str = "related-stories") -> str:
    links = "".join(f'<li><a href="/{n}">{escape(text)}</a></li>' for n, text in enumerate(story.others[:3]))
    return f'<{tag} class="{name}"><h3>Related stories</h3><ul>{links}</ul></{tag}>'


def teasers(story: PageStory) -> str:
    cards = "".join(
        f'<div class="card"><a href="/{n}"><h3>{escape(title)}</h3></a><p>{escape(text)}</p></div>'
        for n, (title, text) in enumerate(zip(story.others, story.teasers, strict=False))
    )
    return f'<section class="more-from"><h2>More from The Marren Gazette</h2>{cards}</section>'


def comments(story: PageStory) -> str:
    each = "".join(
        f'<li class="comment"><span class="comment-author">Reader {n}</span> <time>2 hours ago</time><p>{escape(text)}</p><a href="#">Reply</a></li>'
        for n, text in enumerate(story.comments)
    )
    return f'<section id="comments"><h3>3 comments</h3><ol class="comment-list">{each}</ol><form><label>Leave a reply</label><textarea></textarea></form></section>'


def author_box(story: PageStory) -> str:
    return f'<div class="author-bio"><img src="a.jpg"><h4>{story.author}</h4><p>{story.author} writes about towns and water for The Marren Gazette, and has done so since 2019.</p></div>'


def news(s: PageStory) -> Page:
    """A news site: cookies, navigation, a newsletter box and links in mid text, author, comments, more stories."""
    body = [s.lead, s.captions[0], *s.paragraphs]
    middle = len(s.paragraphs) // 2
    text = (
        "".join(p(x) for x in s.paragraphs[:2])
        + NEWSLETTER
        + "".join(p(x) for x in s.paragraphs[2:middle])
        + related(s)
        + '<div class="ad-slot"><span>Advertisement</span></div>'
        + "".join(p(x) for x in s.paragraphs[middle:])
    )
    html = f'<!doctype html><html>{head(s)}<body>{COOKIES}<header class="site-header"><a href="/">The Marren Gazette</a><nav>{NAV}</nav></header><main><article><h1>{escape(s.headline)}</h1><p class="standfirst">{escape(s.lead)}</p><div class="byline">By <a href="/a">{s.author}</a></div><time datetime="2031-05-03">3 May 2031</time>{SHARE}<figure><img src="x.jpg"><figcaption>{escape(s.captions[0])} <span class="credit">Photo: H. Castillo</span></figcaption></figure><div class="article-body">{text}</div>{author_box(s)}<ul class="tags"><li><a href="#">{s.town}</a></li><li><a href="#">Politics</a></li></ul></article>{comments(s)}{teasers(s)}</main>{FOOTER}</body></html>'
    return html, [s.headline, *body]


def tables(s: PageStory) -> Page:
    """A page of the last century: nested tables, font tags, paragraphs parted by line breaks."""
    text = "<br><br>\n".join(escape(x) for x in s.paragraphs)
    menu = "".join(
        f'<tr><td><font size=1><a href="x{n}.html">{x}</a></font></td></tr>'
        for n, x in enumerate(("News", "Sport", "Letters", "Archive"))
    )
    html = (
        f'<html>{head(s, ld=False)}<body bgcolor="#ffffff"><table width="100%"><tr><td colspan=3><img src="logo.gif"><font size=5>The Marren Gazette</font></td></tr><tr><td width=120 valign=top><table>{menu}</table></td><td valign=top><font size=4><b>{escape(s.headline)}</b></font><br><font size=1>By {s.author}</font><br><br><font face="Times">{text}</font><br><br><font size=1><a href="mailto:x@y.example">Write to the author</a> | <a href="p.html">Print this page</a></font></td><td width=150 valign=top><font size=2><b>Also today</b><br>'
        + "<br>".join(f'<a href="y{n}.html">{escape(x)}</a>' for n, x in enumerate(s.others))
        + "</font></td></tr><tr><td colspan=3 align=center><font size=1>Copyright 1999 The Marren Gazette</font></td></tr></table></body></html>"
    )
    return html, [s.headline, *s.paragraphs]


def soup(s: PageStory) -> Page:
    """Nothing but divs and line breaks."""
    text = "<br><br>".join(escape(x) for x in s.paragraphs)
    html = (
        f'<!doctype html><html>{head(s)}<body><div id="wrap"><div class="top">{NAV}</div><div class="content-sidebar-wrap"><div class="left"><div class="title"><h1>{escape(s.headline)}</h1></div><div class="date">May 3, 2031 | {s.author}</div><div class="text">{text}</div><div class="sharing">Share this: <a href="#">Facebook</a> <a href="#">Twitter</a></div></div><div class="right"><div class="box"><b>Most read</b>'
        + "".join(f'<div><a href="#">{escape(x)}</a></div>' for x in s.others)
        + f'</div></div></div><div class="foot">All rights reserved.</div></div></body></html>'
    )
    return html, [s.headline, *s.paragraphs]


def amp(s: PageStory) -> Page:
    """An AMP page with its own elements."""
    text = "".join(
        p(x) + ('<amp-ad width=300 height=250 type="x"><div>Advertisement</div></amp-ad>' if n == 3 else "")
        for n, x in enumerate(s.paragraphs)
    )
    html = f'<!doctype html><html amp>{head(s)}<body><amp-sidebar id="menu" layout="nodisplay">{NAV}</amp-sidebar><header><a href="/">Gazette</a></header><article><header><h1>{escape(s.headline)}</h1><p class="author">By {s.author}</p></header><figure><amp-img src="x.jpg" width=9 height=5 layout="responsive"></amp-img><figcaption>{escape(s.captions[1])}</figcaption></figure><div class="article-body">{text}</div></article><amp-consent id="c"><div>We value your privacy.</div></amp-consent>{related(s, "section", "recirc")}{FOOTER}</body></html>'
    return html, [s.headline, s.captions[1], *s.paragraphs]


def blog(s: PageStory) -> Page:
    """A blog with side columns, sharing below the text and long comments."""
    text = (
        "".join(p(x) for x in s.paragraphs[:4])
        + f"<h2>{s.headings[0]}</h2>"
        + "".join(p(x) for x in s.paragraphs[4:])
        + "<ul>"
        + "".join(f"<li>{x}</li>" for x in s.items)
        + "</ul>"
    )
    widgets = (
        '<div id="secondary" class="widget-area"><aside class="widget"><h2>Recent posts</h2><ul>'
        + "".join(f'<li><a href="#">{escape(x)}</a></li>' for x in s.others)
        + f'</ul></aside><aside class="widget"><h2>About</h2><p>This is where {s.author} writes down what other people would rather forget about the coast.</p></aside></div>'
    )
    html = (
        f'<!doctype html><html>{head(s, ld=False)}<body class="single post"><div id="page"><header id="masthead"><a class="site-title" href="/">Salt and Paper</a><p class="site-description">Notes from the coast</p><nav>{NAV}</nav></header><div id="content"><article id="post-12" class="post"><header class="entry-header"><h1 class="entry-title">{escape(s.headline)}</h1><div class="entry-meta">Posted on <a href="#"><time datetime="2031-05-03">May 3, 2031</time></a> by {s.author}</div></header><div class="entry-content">{text}<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div></div><footer class="entry-footer">Posted in <a href="#">Towns</a></footer></article><nav class="post-navigation"><a href="#">Previous post: {escape(s.others[0])}</a></nav><div id="comments" class="comments-area"><h2>Three thoughts on this</h2><ol>'
        + "".join(
            f'<li class="comment"><div class="comment-body"><b>{n} says:</b><p>{escape(x)}</p></div></li>'
            for n, x in enumerate(s.comments)
        )
        + f"</ol></div></div>{widgets}</div>{FOOTER}</body></html>"
    )
    return html, [s.headline, *s.paragraphs[:4], s.headings[0], *s.paragraphs[4:], *s.items]


def live(s: PageStory) -> Page:
    """A live blog: short updates, each under its time."""
    updates, truth = "", []
    for n, x in enumerate(s.paragraphs):
        title = f"What we know at {20 - n}:15"
        updates += f'<div class="live-update" id="u{n}"><time>{20 - n}:15</time><h3>{title}</h3>{p(x)}<div class="share"><a href="#">Share</a></div></div>'
        truth += [title, x]
    html = f'<!doctype html><html>{head(s)}<body><nav>{NAV}</nav><main><h1>{escape(s.headline)}</h1><p class="lead">{escape(s.lead)}</p><div class="live-blog">{updates}</div></main>{related(s)}{FOOTER}</body></html>'
    return html, [s.headline, s.lead, *truth]


def paywall(s: PageStory) -> Page:
    """The first paragraphs of a story, and then the offer to buy the rest."""
    shown = s.paragraphs[:4]
    html = f'<!doctype html><html>{head(s)}<body><header><nav>{NAV}</nav></header><article><h1>{escape(s.headline)}</h1><div class="article__body">{"".join(p(x) for x in shown)}</div><div class="paywall-offer"><h2>Keep reading with a subscription</h2><p>Get unlimited access to The Marren Gazette for 1 crown a week. Cancel whenever you want.</p><ul><li>All articles, on all your devices</li><li>The newspaper of the day as a file</li></ul><a href="#">Subscribe now</a><p>Already a subscriber? <a href="#">Log in</a></p></div></article>{teasers(s)}{FOOTER}</body></html>'
    return html, [s.headline, *shown]


def shell(s: PageStory) -> Page:
    """A page that a script would fill; its text stands in the data for machines only."""
    data = json.dumps({"@type": "Article", "headline": s.headline, "articleBody": "\n\n".join(s.paragraphs)})
    html = f'<!doctype html><html>{head(s, ld=False, extra=f"<script type=application/ld+json>{data}</script>")}<body><div id="root"><div class="spinner">Loading…</div></div><noscript>Please enable scripts.</noscript><script src="app.js"></script></body></html>'
    return html, list(s.paragraphs)


def magazine(s: PageStory) -> Page:
    """A long read: pull quotes, a list, a table, each paragraph in a box of its own."""
    middle = len(s.paragraphs) // 2
    pulled = s.paragraphs[0].split(". ")[0]

    def boxes(parts: tuple[str, ...]) -> str:
        return "".join(f'<div class="paragraph-block"><p>{escape(x)}</p></div>' for x in parts)

    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in s.rows)
    text = (
        boxes(s.paragraphs[:3])
        + f'<div class="pullquote"><blockquote>{escape(pulled)}</blockquote></div><div class="heading-block"><h2>{s.headings[0]}</h2></div>'
        + boxes(s.paragraphs[3:middle])
        + "<div class='list-block'><ol>"
        + "".join(f"<li>{x}</li>" for x in s.items)
        + f"</ol></div><div class='table-block'><table>{rows}</table></div>"
        + f"<div class='heading-block'><h2>{s.headings[1]}</h2></div>"
        + boxes(s.paragraphs[middle:])
    )
    html = f'<!doctype html><html>{head(s)}<body><header><nav>{NAV}</nav></header><div class="story"><header class="story-top"><h1>{escape(s.headline)}</h1><p class="dek">{escape(s.lead)}</p><p class="byline">By {s.author}</p></header><div class="story-body">{text}</div></div>{NEWSLETTER}{teasers(s)}{FOOTER}</body></html>'
    return html, [
        s.headline,
        s.lead,
        *s.paragraphs[:3],
        s.headings[0],
        *s.paragraphs[3:middle],
        *s.items,
        *(" ".join(row) for row in s.rows),
        s.headings[1],
        *s.paragraphs[middle:],
    ]


def divs(s: PageStory) -> Page:
    """Paragraphs that are divs, long teasers and comments below."""
    text = "".join(f'<div class="c-text">{escape(x)}</div>' for x in s.paragraphs)
    html = (
        f'<!doctype html><html>{head(s)}<body><div class="l-header">{NAV}</div><div class="l-main"><div class="c-headline"><h1>{escape(s.headline)}</h1></div><div class="c-lead">{escape(s.lead)}</div><div class="c-meta">{s.author}, 3 May 2031, 10:15</div><div class="c-body">{text}</div><div class="c-recommend"><h2>You may also like</h2>'
        + "".join(
            f'<div class="c-item"><a href="#">{escape(a)}</a><div class="c-item-text">{escape(b)}</div></div>'
            for a, b in zip(s.others, s.teasers, strict=False)
        )
        + f"</div>{comments(s)}</div>{FOOTER}</body></html>"
    )
    return html, [s.headline, s.lead, *s.paragraphs]


LAYOUTS: dict[str, Callable[[PageStory], Page]] = {
    layout.__name__: layout for layout in (news, tables, soup, amp, blog, live, paywall, shell, magazine, divs)
}  # fmt: skip
