"""What stands around a story on a made-up page when only its visible text is left: menus, notices, teasers, comments, small print."""

# Each sentence stands on a line.
# ruff: noqa: E501, SIM905

import random

from page_stories import PEOPLE, TOWNS, tell_headline, tell_teaser

_SECTIONS = "News|World|Local|Politics|Business|Money|Tech|Science|Health|Sport|Football|Cycling|Rowing|Culture|Books|Film|Music|Stage|Food|Recipes|Travel|Weather|Opinion|Letters|Obituaries|Video|Podcasts|Puzzles|Crossword|Jobs|Property|Cars|Archive|In pictures|Long reads|Live|The Coast|Islands|Harbour|Schools|Councils".split(
    "|"
)
_TOP = [
    ["Skip to content", "Menu", "Search", "Sign in", "Subscribe"],
    ["Menu", "Close", "Search the Gazette", "My account", "Log out", "Saved stories"],
    ["English", "Deutsch", "Français", "Search", "Home"],
    ["The Marren Gazette", "Monday, 4 May 2031", "Today's paper", "E-paper", "Log in"],
    ["Advertisement", "Home", "Breaking news", "Weather 14°", "Newsletters"],
]
_CONSENT = [
    [
        "We value your privacy",
        "We and our 312 partners store and access information on your device, such as cookies, to show you advertising that suits you and to learn how our pages are used.",
        "You can change your mind at any time in the settings. Some partners do not ask for your consent and rely on their legitimate interest.",
        "Accept all",
        "Reject all",
        "More options",
    ],
    [
        "This site uses cookies. By continuing to browse you agree to our use of cookies.",
        "Find out more",
        "OK",
    ],
    ["Your browser is out of date. Please update it to see this page as it was meant to be.", "Dismiss"],
    [],
]
_AROUND_HEADLINE = [
    ["By {person}", "Published 3 May 2031 at 09:12", "5 min read", "Share", "Save"],
    [
        "{person}",
        "Staff writer",
        "Sun 3 May 2031 09.12 CEST",
        "Last modified on Mon 4 May 2031",
        "Share",
        "142 comments",
    ],
    ["Home", "News", "{town}", "3 May 2031 | 09:12", "Facebook", "Twitter", "Email", "Print", "A A A"],
    [
        "Local politics",
        "Text size",
        "Comments (12)",
        "{person} @{surname}",
        "Share on Facebook",
        "Share on Twitter",
    ],
]
_MIDDLE = [
    ["Advertisement", "Article continues below"],
    ["Read more", "{headline}", "{headline}"],
    [
        "The Morning Tide",
        "All you need to know about the coast, every day at six.",
        "Enter your email",
        "Sign up",
        "By signing up you agree to our terms of use.",
    ],
    ["RELATED", "{headline}", "{headline}", "{headline}"],
    ["Image", "Getty"],
]
_AFTER = [
    ["Topics", "{town}", "Harbours", "Councils", "Share", "Reuse this content"],
    [
        "About the author",
        "{person} covers the coast for the Gazette. Before that {person} sold nets, and before that was at school in {town}.",
        "More by {person}",
    ],
    ["Tags:", "{town}", "Lighthouse", "Hotels", "Follow us on Facebook", "Report a mistake"],
    ["Follow {person} on Twitter", "Got a story? Write to us at desk@gazette.example", "Print", "Email"],
]
_COMMENT_TEXTS = [
    "I walked there with my grandmother every Sunday, and I am glad that my own children will be able to do the same one day.",
    "Typical. They find the money for this, and the road to our village has had the same hole in it for nine years now.",
    "Has anybody asked what the lamp costs? I did, twice, and I never had an answer from anybody in that building.",
    "Good.",
    "You are wrong about the hotel. It would have brought work for sixty people, and the path was going to be moved, not closed.",
    "Well said, and well written too. Thank you!",
    "I have lived above the quay for thirty years, and I can tell you that nobody who votes on it has ever had to carry anything up those stairs in the rain. If they had, there would be a lift by now, and a light, and somebody to ask when it is broken.",
    "My father worked there. He used to say that you could tell the weather by the sound of the winch, and he was right more often than the radio. It is a pity that nobody writes such things down, because when the last of them has gone, who will know?",
]
_SMALL_PRINT = [
    ["About", "Contact", "Careers", "Advertise", "Terms of use", "Privacy policy", "Cookie settings", "Accessibility", "Site map", "© 2031 The Marren Gazette. All rights reserved."],
    ["Follow us", "Facebook", "Twitter", "Instagram", "YouTube", "RSS", "Contact us", "Subscribe", "Advertise with us", "The Marren Gazette is published by Gazette House Ltd, registered in Upper Marren, number 44102. The publisher is not responsible for the content of external sites.", "Back to top"],
    ["Download our app", "Get the app", "Help", "FAQ", "Imprint", "Data protection", "Press", "All prices include tax and may change without notice. Pictures are examples.", "Copyright 2031 Gazette House. No part of this site may be copied without permission in writing."],
]  # fmt: skip


def surround(parts: list[str], number: int) -> list[str]:
    """Put the noise of a page around and between its blocks; the same number gives the same noise."""
    dice = random.Random(1000 + number)

    def fill(texts: list[str]) -> list[str]:
        person, town = dice.choice(PEOPLE), dice.choice(TOWNS)
        return [
            t.format(
                person=person, surname=person.split()[1].lower(), town=town, headline=tell_headline(dice)
            )
            for t in texts
        ]

    top = fill(dice.choice(_TOP)) + dice.sample(_SECTIONS, dice.randrange(6, 36))
    top = dice.choice(_CONSENT) + top if dice.random() < 0.5 else top + dice.choice(_CONSENT)
    top += fill(["Trending", "{headline}", "{headline}", "{headline}"]) if dice.random() < 0.4 else []
    middle = (
        dice.randrange(max(1, len(parts) - 2), len(parts))
        if len(parts) < 6
        else dice.randrange(4, len(parts) - 1)
    )
    inside = [
        *parts[:1],
        *fill(dice.choice(_AROUND_HEADLINE)),
        *parts[1:middle],
        *fill(dice.choice(_MIDDLE)),
        *parts[middle:],
    ]
    return [*top, *inside, *fill(dice.choice(_AFTER)), *_below(dice), *fill(dice.choice(_SMALL_PRINT))]


def _below(dice: random.Random) -> list[str]:
    """Make up what stands below a story: teasers, comments, what others read, in any order."""
    teasers = [
        dice.choice(
            ["More from the Gazette", "You may also like", "Latest stories", "Related stories", "Recommended"]
        )
    ]
    long = dice.random() < 0.3
    for _ in range(dice.randrange(3, 12)):
        teasers += [
            dice.choice(_SECTIONS),
            tell_headline(dice),
            *(
                [" ".join((tell_teaser(dice), tell_teaser(dice)))]
                if long
                else [tell_teaser(dice)]
                if dice.random() < 0.6
                else []
            ),
            f"{dice.randrange(2, 23)} hours ago",
        ]
    talk = [f"{dice.randrange(4, 300)} comments", "Log in to comment", "Sort by: newest"]
    for text in dice.sample(_COMMENT_TEXTS, dice.randrange(2, 9)):
        talk += [
            dice.choice(PEOPLE).split()[0].lower() + str(dice.randrange(99)),
            f"{dice.randrange(2, 50)} minutes ago",
            text,
            "Reply",
            "Report",
        ]
    most = ["Most read", *(tell_headline(dice) for _ in range(dice.randrange(4, 10)))]
    chosen = [part for part in (teasers, talk, most) if dice.random() < 0.7]
    dice.shuffle(chosen)
    return [line for part in chosen for line in part]
