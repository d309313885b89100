"""Cues: the words of English that report what somebody says, and the small words around them. Lists of words, no sentences.

A cue word is known in its forms, each with what the form can do: `says`, `said` have a subject before or
behind them; `saying` and `to say` borrow the subject of the clause they hang on.
"""

from collections.abc import Iterable
from typing import Literal

from reader.quotes.words import words

Form = Literal["past", "s", "base", "ing"]
"""Which form of a verb a word is; `past` covers the participle."""

# Verbs that can carry a direct quotation.
_SAY = words("""
say tell add ask reply respond answer write tweet retweet state declare announce explain argue claim insist
note observe remark comment continue conclude warn caution assert contend maintain recall remember admit
acknowledge concede confess agree suggest predict promise vow pledge swear urge exhort demand plead joke
quip crack deadpan shout yell scream cry bark snap shoot fire retort counter rejoin interject interrupt
whisper mutter murmur mumble sing chant boast brag complain lament bemoan grumble gripe fume rail rant
thunder roar wonder muse ponder reflect reason estimate speculate theorize hint imply signal stress
emphasize underscore highlight reiterate repeat affirm reaffirm confirm deny dispute testify report reveal
disclose text email e-mail post blog publish proclaim pronounce opine posit propose recommend advise counsel
instruct order teach lecture scold chide rebuke admonish berate mock ridicule taunt tease jeer praise laud
hail thank apologize assure reassure remind inform summarize elaborate clarify specify stipulate protest
object utter express voice preach intone implore riff gush enthuse exclaim marvel surmise guess offer
volunteer allege accuse charge read begin sum relate recount confide query press vent sigh scoff sneer huff
sniff bellow holler croon narrate dictate chuckle laugh smile grin nod shrug beg appeal prophesy decree rule
find indicate forecast project plug tout determine grouse retaliate
""")

# Verbs that judge or name, and take a fragment: called it "a mess".
_JUDGE = words("""
call name term label describe brand dub deem denounce condemn decry deplore criticize criticise blast slam
rip bash attack assail lambaste excoriate blame fault dismiss reject cite quote refer reference mention
invoke echo credit characterize characterise portray depict defend tout compare liken challenge
contrast nickname commend compliment question warn address discuss speak talk pan trash deride skewer savage
hammer chastise castigate vilify rap salute bill style hit lash rebuff repudiate disavow disparage point
allude speak insult knock swipe advocate vouch rate rank detail outline envision cast frame pitch signify
deliver issue herald admire
""")

# Verbs of thought and wish: a report, but one that yields to a verb of speech around it.
_THINK = words("""
believe think feel know hope fear expect understand see consider worry doubt mean wish want like love hate
prefer support oppose favor favour plan intend decide learn realize realise regret imagine dream suspect
assume anticipate conceive refuse seek try show prove offer need plead lobby push pray long
fight
""")

_IRREGULAR = {
    "say": ("said", "says"),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "read": ("read",),
    "swear": ("swore", "sworn"),
    "shoot": ("shot",),
    "sing": ("sang", "sung"),
    "teach": ("taught",),
    "begin": ("began", "begun", "beginning"),
    "beg": ("begged", "begging"),
    "brag": ("bragged", "bragging"),
    "rip": ("ripped", "ripping"),
    "slam": ("slammed", "slamming"),
    "quip": ("quipped", "quipping"),
    "snap": ("snapped", "snapping"),
    "blog": ("blogged", "blogging"),
    "dub": ("dubbed", "dubbing"),
    "pan": ("panned", "panning"),
    "rap": ("rapped", "rapping"),
    "rebut": ("rebutted", "rebutting"),
    "refer": ("referred", "referring"),
    "admit": ("admitted", "admitting"),
    "think": ("thought",),
    "feel": ("felt",),
    "know": ("knew", "known"),
    "understand": ("understood",),
    "see": ("saw", "seen"),
    "mean": ("meant",),
    "find": ("found",),
    "plan": ("planned", "planning"),
    "seek": ("sought",),
    "learn": ("learned", "learnt"),
    "prefer": ("preferred", "preferring"),
    "regret": ("regretted", "regretting"),
    "hit": ("hit", "hitting"),
    "speak": ("spoke", "spoken"),
    "cast": ("cast",),
    "grin": ("grinned", "grinning"),
    "nod": ("nodded", "nodding"),
    "shrug": ("shrugged", "shrugging"),
    "plug": ("plugged", "plugging"),
    "sum": ("summed", "summing"),
    "lay": ("laid",),
    "show": ("showed", "shown"),
    "forecast": ("forecast",),
    "lie": ("lied", "lying"),
    "fight": ("fought",),
    "lead": ("led",),
    "label": ("labeled", "labelled", "labeling", "labelling"),
}


def _forms(verbs: Iterable[str]) -> dict[str, Form]:
    """Inflect `verbs`: every form with what it is."""
    forms: dict[str, Form] = {}
    for verb in verbs:
        forms.setdefault(verb, "base")
        stem = verb[:-1] if verb[-1] == "e" else verb
        consonant_y = verb[-1] == "y" and verb[-2] not in "aeiou"
        sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
        forms[verb[:-1] + "ies" if consonant_y else verb + ("es" if sibilant else "s")] = "s"
        irregular = _IRREGULAR.get(verb, ())
        if not any(form.endswith("ing") for form in irregular):
            forms[(verb if verb.endswith("ee") else stem) + "ing"] = "ing"
        if not irregular:
            forms[verb[:-1] + "ied" if consonant_y else stem + "ed"] = "past"
        for form in irregular:
            forms[form] = "ing" if form.endswith("ing") else "s" if form == "says" else "past"
    forms["e-mailed"] = "past"
    return forms


SAY = _forms(_SAY)
"""Verbs of speech in all their forms."""
SAY["read"] = "past"
JUDGE = _forms(_JUDGE)
"""Verbs that judge, name or point at something."""
THINK = _forms(_THINK)
"""Verbs of thought and wish."""
JUDGE["titled"] = JUDGE["entitled"] = "past"
CUES: dict[str, Form] = {**THINK, **JUDGE, **SAY}
"""Every cue word with its form."""
for _noun in ("ranking", "offering", "being", "meaning", "begging", "hearing", "finding", "reading"):
    CUES.pop(_noun, None)

STRONG = words("""
said says say saying told tells tell telling wrote writes writing added adds adding tweeted tweets tweeting
asked asks asking replied replies explained explains explaining continued continues stated stating declared
declares argued argues arguing insisted insists noted noting concluded concludes responded warned warning
answered recalled claimed claims claiming
""")
"""The commonest cues, which seldom mean anything else."""

NOUN_CUES = words("""
statement statements email e-mail tweet tweets post letter memo interview message messages remark remarks
comment comments claim claims assertion question answer response reply argument promise pledge vow warning
description characterization phrase words word accusation criticism speech slogan motto headline caption
sign note report op-ed column essay book article call boast insistence contention suggestion admission
declaration announcement complaint denunciation emphasis broadside dictum missive contention embrace
testimony theory mantra
""")
"""Nouns that stand for something said or written."""

AUXILIARIES = words("""
am is are was were be been being has have had having do does did will would shall should can could may might
must ought
    's 've 'd 'll isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't
    can't couldn't cannot isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t
    wouldn’t can’t couldn’t shouldn’t shouldn't
""")
"""Verbs that stand between a subject and its cue."""

BE = words("""
am is are was were be been being isn't wasn't aren't weren't isn’t wasn’t 's gets got
""")
"""Forms that make a participle passive."""

ADVERBS = words("""
not never also then later once again often even just still now ever always already soon thus too so only
almost reportedly earlier recently first further ago today yesterday tomorrow monday tuesday wednesday
thursday friday saturday sunday here there instead rather sometimes twice both all himself herself
themselves itself aloud afterward afterwards famously previously back out up sheepishly flatly perhaps yet
well quite much long far nearly simply else meanwhile likewise moreover however indeed furthermore
nevertheless nonetheless maybe besides therefore best widely
""")
"""Words that may stand between a subject and its cue; words in -ly are taken as well."""

PREPOSITIONS = words("""
of for from in at on with to by as near including like among inside under over about against during within
into onto upon
    toward towards through throughout between behind beyond across around amid amidst despite without via
    per than outside above below beneath beside besides along off up down concerning regarding alongside
    following
""")
"""Words that open a phrase which belongs to what stands before it."""

CONJUNCTIONS = words("""
and but or nor yet because when while as after before if that although though since until unless whether
where how why
    what whenever whereas so once who which whom whose plus except lest wherever than
""")
"""Words that join clauses, or words within one."""

DETERMINERS = words("""
the a an this that these those his her their its our my your one two three four five six seven eight nine
ten several many
    some most both another other few all each every any no more half dozens hundreds thousands critics
""")
"""Words that open a noun phrase."""

PRONOUNS = words("he she they it we i you who")
"""Pronouns that can be subjects."""

MALE, FEMALE, PLURAL = (
    words("he him his himself"),
    words("she her hers herself"),
    words("they them their themselves"),
)

CONTRACTIONS = ("’s", "'s", "’d", "'d", "’ll", "'ll", "’ve", "'ve", "’re", "'re", "’m", "'m")

DAYS_AND_MONTHS = words("""
january february march april may june july august september october november december jan feb mar apr jun
jul aug sep sept oct
    nov dec jan. feb. aug. sept. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday mon
    tue wed thu fri sat sun
""")

# Verbs that often follow a subject and are no cues; they end a noun phrase.
VERBS = words("""
came took made got gave went ran won lost led left held kept met sat stood began became brought bought built
sent spent set cut let
    hit put paid played used tried wanted needed seemed appeared looked turned moved joined showed started
    stopped ended happened helped continued served worked lived died faced raised signed released issued
    visited attended appears seems wants needs makes takes gives gets comes goes looks turns shows uses
    leads runs holds keeps plans works lives faces has have had is are was were will would could should
    might may can must did does do won't campaigned accepted received announced launched endorsed voted
    supported opposed fired hired resigned returned arrived walked talked spoke drew grew knew threw struck
""")


HELPERS = words("""
to will would can could should must may might did do does don't didn't doesn't won't wouldn't shall cannot
can't let
""")
"""Words before the base form of a verb."""

PLURAL_SUBJECTS = words("they we i you who people both many some others most critics two three")
"""Words that a base form may follow as its subject."""

NAMING = words("""
called titled dubbed named entitled nicknamed labeled labelled billed known styled branded marked termed
headlined deemed
""")
"""Participles that give something a name."""

TIMES = words("""
week weeks month months year years day days night morning afternoon evening weekend hour hours summer spring
fall winter autumn decade decades minute minutes time
""")
"""Units of time."""

OPENERS = PREPOSITIONS | words(
    "as after before since until because while when although though if once according asked speaking"
)
"""Words that open a phrase before the subject."""

STATES = words("""
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
washington wisconsin wyoming d.c. n.h. n.y. n.j. n.c. s.c. n.d. s.d. r.i. w.va. n.m. jr jr. sr. iii ii
""")
"""What may stand between commas behind a name without being a subject: a state, a suffix."""

POSTS = words("""
president director chairman chairwoman chair head leader spokesman spokeswoman spokesperson founder
co-founder author editor manager professor chief ceo executive member mayor governor senator host co-host
senior former now then deputy vice secretary managing assistant associate dean democrat republican mother
father wife husband owner publisher counsel analyst columnist policy communications once especially
including particularly not coordinator consultant strategist adviser advisor agent aide lawyer attorney
official officer guru partner fellow reporter correspondent
""")
"""Nouns for what somebody is."""

NOT_ADVERBS = words(
    "ally family reply supply july italy bully rally assembly monopoly anomaly only daily weekly likely fly"
)
"""Words in -ly that are no adverbs of manner."""


def is_noun_like(low: str) -> bool:
    """Tell whether the word is more often a noun than a verb: "remarks", "calls"."""
    return low in NOUN_CUES or low in _NOUNS


_NOUNS = words("states charges offers orders demands estimates rules attacks protests laughs cries smiles")

BACK = words(
    "shot shoot shoots shooting fired fire fires firing hit hits hitting struck lashed lash lashes lashing push pushed pushes"
)
"""Verbs that are cues with "back" or "out" behind them."""

CRIES = words("chant chants cry cries shout shouts calls chorus cheers boos slogan motto")
"""What a crowd says, before "of"."""
