"""What speakers are called for short, where there is no room for their full names."""

from reader.quotes.quotation import Speaker
from reader.reading import OpenStory

_COMPANIES = frozenset(
    [
        "ag",
        "bank",
        "co",
        "company",
        "corp",
        "gmbh",
        "group",
        "inc",
        "limited",
        "llc",
        "llp",
        "ltd",
        "plc",
        "university",
    ]
)
"""Words that end the names of organisations."""


def short_names_of(story: OpenStory) -> dict[str, str]:
    """Call each speaker of a story, by full name, what the story itself says after the first mention.

    In some languages the surname stands first; only the text can tell: "Wang Yi" is "Wang" where "Wang said" follows.

    Cost: a look at each quotation.
    """
    used: dict[str, dict[str, int]] = {voice.name: {last_name(voice.name): 0} for voice in story.voices}
    for version in story.versions:
        for quotation in version.quotations:
            speaker = quotation.speaker
            if speaker is not None and (part := _part_in(speaker)) and (counts := used.get(speaker.name)):
                counts[part] = counts.get(part, 0) + 1
    # Of what is used equally often the usual order of names decides: the last word, which stands first.
    return {name: max(counts, key=counts.__getitem__) for name, counts in used.items()}


def _part_in(speaker: Speaker) -> str:
    """Return the part of a full name that a mention uses without the rest; nothing where it uses all of it, or none."""
    if speaker.name == last_name(speaker.name):
        return ""
    mentioned = {
        word.removesuffix("'s").removesuffix("\u2019s").strip(",.") for word in speaker.mention.split()
    }
    words = speaker.name.split()
    part = [word for word in words if word.strip(",.") in mentioned]
    return " ".join(part) if len(part) < len(words) else ""


def last_name(name: str) -> str:
    """Return what people are called by after their first mention; of an organisation the whole name."""
    words = name.split()
    if not words:
        return ""
    is_company = words[-1].strip(".,").casefold() in _COMPANIES or not {"of", "for", "and", "the"}.isdisjoint(
        words
    )
    return name if is_company or name.startswith("The ") else words[-1]
