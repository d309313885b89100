"""Dates as documents write them, made ISO 8601."""

import re

_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)


def to_iso(text: str) -> str:
    """Read a date in ISO 8601, or as messages have it; empty when it is none.

    Returns:
        A day (`2031-05-04`), or a moment in UTC (`2031-05-04T09:30:00+00:00`); one without a zone counts as UTC.
    """
    from datetime import UTC, datetime

    found = _ISO.match(text)
    try:
        if found:
            year, month, day, hour, minute, second, zone = found.groups()
            if hour is None:
                return datetime(int(year), int(month), int(day), tzinfo=UTC).date().isoformat()
            told = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or '+00:00'}"
            return datetime.fromisoformat(told).astimezone(UTC).isoformat()
        if re.search(r"\d \w{3,9} \d{4} \d", text[:80]):
            from email.utils import parsedate_to_datetime

            moment = parsedate_to_datetime(text[:80])
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError, TypeError):
        pass
    return ""
