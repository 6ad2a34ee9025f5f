"""Guesses from its items what an export does not say about its site."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from byline.transfer.wordpress.rules import slug_of
from byline.transfer.wordpress.wxr_records import WordPressItem

HALF_HOUR_ZONES = {
    -570: "Pacific/Marquesas", -210: "America/St_Johns", 210: "Asia/Tehran", 270: "Asia/Kabul",
    330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon", 525: "Australia/Eucla",
    570: "Australia/Darwin", 630: "Australia/Lord_Howe", 765: "Pacific/Chatham",
}  # fmt: skip
SUMMER_TIME_ZONES = """
    America/New_York America/Chicago America/Denver America/Los_Angeles America/Anchorage
    America/Halifax
    America/St_Johns America/Sao_Paulo America/Santiago America/Asuncion America/Mexico_City
    America/Havana
    Europe/London Europe/Lisbon Europe/Berlin Europe/Athens Europe/Kyiv Europe/Chisinau
    Europe/Istanbul Europe/Moscow
    Africa/Cairo Africa/Casablanca Asia/Jerusalem Asia/Beirut Asia/Amman Asia/Damascus Asia/Tehran
    Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland Pacific/Chatham
""".split()
MIN_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class ZoneGuess:
    """A time zone of the IANA database, and in words how sure it is."""

    name: str
    why: str


def guess_zone(dates: Iterable[tuple[datetime, datetime]]) -> ZoneGuess:
    """The time zone of a site from (local, GMT) pairs of its published items.

    An export never names the zone. A constant difference gives a zone without summer time; a
    difference that changes with the seasons is compared with the zones of the world that do so.
    """
    pairs = [(local, gmt, round((local - gmt) / timedelta(minutes=1))) for local, gmt in dates]
    pairs = [pair for pair in pairs if abs(pair[2]) <= 14 * 60 and pair[2] % 15 == 0]
    if not pairs:
        return ZoneGuess("UTC", "the file has no dates that show the time zone: UTC")
    counted = Counter(distance for *_, distance in pairs)
    [(usual, often), *_] = counted.most_common(1)
    if often / len(pairs) < MIN_SHARE and (name := _changing(pairs)):
        return ZoneGuess(
            name,
            f"the dates show summer time: {name} fits (other zones may fit too)",
        )
    name = _constant(usual)
    share = "all dates" if often == len(pairs) else f"{often} of {len(pairs)} dates"
    return ZoneGuess(name, f"{share} are {_spoken(usual)}: {name}, which has no summer time")


def _changing(pairs: list[tuple[datetime, datetime, int]]) -> str:
    for name in SUMMER_TIME_ZONES:
        zone = ZoneInfo(name)
        fits = sum(
            gmt.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) == local
            for local, gmt, _ in pairs
        )
        if fits / len(pairs) >= MIN_SHARE:
            return name
    return ""


def _constant(minutes: int) -> str:
    """Whole hours have zones of their own, with POSIX signs: west is positive."""
    if minutes == 0:
        return "UTC"
    name = (
        f"Etc/GMT{-minutes // 60:+d}" if minutes % 60 == 0 else HALF_HOUR_ZONES.get(minutes, "UTC")
    )
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return "UTC"
    return name


def _spoken(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return (
        f"{'ahead of' if minutes > 0 else 'behind'} GMT by {hours}:{rest:02d}"
        if minutes
        else "the same as GMT"
    )


def link_pattern(path: str, item: WordPressItem) -> str:
    """The permalink pattern that gives this item its path, in WordPress's placeholders.

    Other parts stay.
    """
    when = item.date or item.date_gmt
    known = {item.slug: "%postname%"} if item.slug else {}
    filed = {filing.slug for filing in item.filings if filing.domain == "category"}
    parts = path.strip("/").split("/")
    pattern_parts = [_part(part, known, filed, item) for part in parts]
    if when:
        _name_date(parts, pattern_parts, when)
    pattern = "/" + "/".join(pattern_parts) + ("/" if path.endswith("/") else "")
    return re.sub(r"%category%(?:/%category%)+", "%category%", pattern)


def _part(part: str, known: dict[str, str], filed: set[str], item: WordPressItem) -> str:
    if part in known or part == slug_of(item):
        return "%postname%"
    if item.id is not None and part == str(item.id):
        return "%post_id%"
    return "%category%" if part in filed else part


def _name_date(parts: list[str], pattern_parts: list[str], when: datetime) -> None:
    year = f"{when:%Y}"
    start = parts.index(year) if year in parts else len(parts)
    for at, (name, value) in enumerate(
        (("%year%", year), ("%monthnum%", f"{when:%m}"), ("%day%", f"{when:%d}")), start
    ):
        if at >= len(parts) or parts[at] != value:
            return
        pattern_parts[at] = name
