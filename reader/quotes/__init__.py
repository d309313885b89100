"""Who says what: quotations, their speakers and the evidence for both. An article comes in, quotations go out."""

from reader.quotes.attribution import find_quotations
from reader.quotes.quotation import Cue, Kind, Quotation, Speaker
from reader.quotes.versions import resolve_names

__all__ = ["Cue", "Kind", "Quotation", "Speaker", "find_quotations", "resolve_names"]
