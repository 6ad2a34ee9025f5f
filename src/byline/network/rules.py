"""What can be decided about a site from plain values."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator, URLValidator
from django.utils.translation import gettext as _

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"}
)
PLACEHOLDERS = frozenset(
    {"year", "monthnum", "day", "hour", "minute", "second", "postname", "post_id", "category"}
)
PAPER, INK_PAPER = (0xFD, 0xFC, 0xF9), (0x16, 0x15, 0x13)
MAX_PROFILES = 20
MAX_FOOTER_LINKS = 20
HANDLE = re.compile(r"@[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?@([^@\s]+)")
DARKEST = 0.04045  # below it sRGB is linear (IEC 61966-2-1)
READABLE, CLEAR = (
    4.5,
    6.0,
)  # to 1: what text needs (WCAG 2.2, 1.4.3), and what is comfortable in the dark


def text_direction(language: str) -> str:
    """'rtl' or 'ltr' for a BCP 47 language tag such as 'ar-EG'."""
    tag = language.lower()
    return "rtl" if tag in RIGHT_TO_LEFT or tag.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        words = _("“{name}” is no time zone. Use a name such as Europe/Lisbon or America/Bogota.")
        raise ValidationError(words.format(name=name)) from error


def validate_permalink_pattern(pattern: str) -> None:
    """Raise ValidationError unless every article can have an address of its own under `pattern`."""
    if not re.fullmatch(r"/[A-Za-z0-9%_./~-]+", pattern):
        raise ValidationError(
            _(
                "A permalink pattern starts with / and is made of letters, digits, - _ . / and placeholders."
            )
        )
    used = set(re.findall(r"%(\w*)%", pattern))
    if unknown := sorted(used - PLACEHOLDERS):
        accepted = ", ".join(f"%{name}%" for name in sorted(PLACEHOLDERS))
        raise ValidationError(
            _("{name} is unknown. Accepted: {accepted}.").format(
                name=f"%{unknown[0]}%", accepted=accepted
            )
        )
    if not used & {"postname", "post_id"}:
        words = _(
            "The pattern needs {name} or {number}, so that two articles don't share an address."
        )
        raise ValidationError(words.format(name="%postname%", number="%post_id%"))


def validate_accent(colour: str) -> None:
    """Raise ValidationError unless `colour` (#rrggbb) can be read as text on the page (WCAG 2.2, 1.4.3: 4.5 to 1)."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValidationError(
            _("Write the colour as # and six hexadecimal digits, such as #8a1c1c.")
        )
    ratio = contrast(_rgb(colour), PAPER)
    if ratio < READABLE:
        words = _(
            "Too pale to read on paper: its contrast is {ratio:.1f} to 1, at least {readable} to 1 is needed."
        )
        raise ValidationError(words.format(ratio=ratio, readable=READABLE))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(64)
def accent_after_dark(colour: str) -> str:
    """The same hue, light enough to read on the dark page: mixed with white until the contrast is CLEAR."""
    rgb = _rgb(colour)
    for step in range(21):
        mixed = tuple(round(channel + (255 - channel) * step / 20) for channel in rgb)
        lighter = (mixed[0], mixed[1], mixed[2])
        if contrast(lighter, INK_PAPER) >= CLEAR:
            return "#{:02x}{:02x}{:02x}".format(*lighter)
    return "#ffffff"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= DARKEST else float(((channel + 0.055) / 1.055) ** 2.4)


def validate_web_address(address: str) -> None:
    """Raise ValidationError unless this is a whole address of the web."""
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError as error:
        words = _(
            "“{address}” is no web address. Write a whole one, such as https://harbour.example/about."
        )
        raise ValidationError(words.format(address=address)) from error


def validate_profiles(text: str) -> None:
    """Raise ValidationError, which names the line, unless each line is a whole address of the web."""
    lines = lines_of(text)
    if len(lines) > MAX_PROFILES:
        raise ValidationError(_("At most {most} addresses are shown.").format(most=MAX_PROFILES))
    for line in lines:
        validate_web_address(line)


def lines_of(text: str) -> list[str]:
    """The addresses in a text with one a line, each once."""
    return list(dict.fromkeys(line for line in map(str.strip, text.splitlines()) if line))


def profile_labels(text: str) -> dict[str, str]:
    """What a link to each is called, by its address."""
    return {address: display_address(address) for address in lines_of(text)}


def display_address(address: str) -> str:
    """An address as people say it: without https://, www. and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


def validate_links(text: str) -> None:
    """Raise ValidationError, which names the line, unless each line is what a link is called and where it leads."""
    lines = lines_of(text)
    if len(lines) > MAX_FOOTER_LINKS:
        raise ValidationError(_("At most {most} links are shown.").format(most=MAX_FOOTER_LINKS))
    for line in lines:
        name, _blank, href = line.rpartition(" ")
        if not name:
            words = _(
                "“{line}” lacks its name or its address. Write both: Shop https://shop.harbour.example/"
            )
            raise ValidationError(words.format(line=line))
        validate_link(href)


def validate_link(href: str) -> None:
    """Raise ValidationError unless a link may lead there: a path of the site, a mail address, or an address of the web."""
    if re.fullmatch(r"/(?![/\\])\S*", href):
        return
    if href.startswith("mailto:"):
        EmailValidator()(href.removeprefix("mailto:"))
    else:
        validate_web_address(href)


def named_links(text: str) -> list[tuple[str, str]]:
    """What each is called, and where it leads; of a text with one a line, the address last."""
    return [
        (name.strip(), href) for name, _, href in (line.rpartition(" ") for line in lines_of(text))
    ]


def validate_handle(handle: str) -> None:
    """Raise ValidationError unless this is somebody's address in the fediverse, `@name@host`."""
    found = HANDLE.fullmatch(handle)
    try:
        DomainNameValidator()(found[1] if found else "")
    except ValidationError as error:
        words = _(
            "“{handle}” is no address in the fediverse. Write @, the name, @ and the server: @rosa@mastodon.example."
        )
        raise ValidationError(words.format(handle=handle)) from error


def handle_href(handle: str) -> str:
    """Where the profile of `@name@host` stands, as Mastodon and what is made like it have it."""
    _at, name, host = handle.split("@")
    return f"https://{host}/@{name}"


def validate_contact(contact: str) -> None:
    """Raise ValidationError unless this is an e-mail address, or a page by https."""
    try:
        (URLValidator(["https"]) if "://" in contact else EmailValidator())(contact)
    except ValidationError as error:
        words = _("“{contact}” is neither an e-mail address nor a page that begins with https://.")
        raise ValidationError(words.format(contact=contact)) from error


def contact_uri(contact: str) -> str:
    """An e-mail address or a page, as a URI."""
    return contact if "://" in contact else f"mailto:{contact}"


def policy_tag(site: int, kind: str) -> str:
    """What the press calls the wordings of a site's policy."""
    return f"policy:{site}:{kind}"


def network_tag(site: int) -> str:
    """What the press calls what a site's record says of its network."""
    return f"network:{site}"


def is_loopback_name(hostname: str) -> bool:
    """Whether this host name can only mean the machine itself (RFC 6761, section 6.3)."""
    return hostname in {"localhost", "127.0.0.1", "::1"} or hostname.endswith(".localhost")
