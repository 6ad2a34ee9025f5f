import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator, URLValidator
from django.utils.translation import gettext as _

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"}
)
SAMPLE_PARTS = {
    "year": "2016",
    "monthnum": "09",
    "day": "17",
    "hour": "07",
    "minute": "40",
    "second": "00",
    "postname": "the-bridge",
    "post_id": "1234",
    "category": "council",
}
PLACEHOLDERS = SAMPLE_PARTS.keys()
DOUBLED_OR_RELATIVE = re.compile(r"//|/\.{1,2}(?:/|$)")
RESERVED = frozenset(
    """- .well-known accounts admin author category comments corrections documents favicon.ico feed
    date feed.json feed.opml llms.txt me media network page robots.txt s search security.txt
    sitemap-news.xml sitemap-sections.xml sitemap.xml static tag trust.txt wp-content wp-json
    xmlrpc.php""".split()
)

RESERVED_PREFIXES = frozenset({"author", "category", "comments", "date", "page", "tag"})
"""Byline serves pages below these, not at them: an old site's article or page may be at them."""

RESERVED_ENDINGS = re.compile(r"feed|feed\.json|respond|trackback|comment-page-[1-9]\d{0,5}")
"""Byline serves these after any address, so no address of an article or page ends with them."""

LIGHT_PAGE, DARK_PAGE = (0xFD, 0xFC, 0xF9), (0x16, 0x15, 0x13)
MAX_PROFILES = 20
MAX_FOOTER_LINKS = 20
HANDLE = re.compile(r"@[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?@([^@\s]+)")
SRGB_LINEAR_BELOW = 0.04045  # IEC 61966-2-1
MIN_TEXT_CONTRAST = 4.5  # as in 4.5:1 (WCAG 2.2, 1.4.3)
COMFORTABLE_CONTRAST = 6.0  # as in 6:1, for light text on a dark page


def text_direction(language: str) -> str:
    """'rtl' or 'ltr' for a BCP 47 language tag such as 'ar-EG'."""
    tag = language.lower()
    return "rtl" if tag in RIGHT_TO_LEFT or tag.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a time zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = _(
            "“{name}” is not a time zone. Use a name such as Europe/Lisbon or America/Bogota."
        )
        raise ValidationError(message.format(name=name)) from error


def validate_permalink_pattern(pattern: str) -> None:
    """Raise ValidationError unless `pattern` gives every article an address of its own."""
    if not re.fullmatch(r"/[A-Za-z0-9%_./~-]+", pattern):
        raise ValidationError(
            _(
                "A permalink pattern starts with / and consists of letters, digits, - _ . / and "
                "placeholders."
            )
        )
    if DOUBLED_OR_RELATIVE.search(pattern):
        raise ValidationError(_("Write single slashes between the parts, and no part “.” or “..”."))
    used = set(re.findall(r"%(\w*)%", pattern))
    if unknown := sorted(used - PLACEHOLDERS):
        accepted = ", ".join(f"%{name}%" for name in sorted(PLACEHOLDERS))
        raise ValidationError(
            _("{name} is unknown. Accepted: {accepted}.").format(
                name=f"%{unknown[0]}%", accepted=accepted
            )
        )
    if not used & {"postname", "post_id"}:
        message = _(
            "The pattern needs {name} or {number}, so that two articles don't share an address."
        )
        raise ValidationError(message.format(name="%postname%", number="%post_id%"))
    sample = re.sub(r"%(\w+)%", lambda match: SAMPLE_PARTS[match[1]], pattern)
    if is_reserved(sample):
        message = _(
            "The pattern would give articles addresses such as {path}, at which Byline itself "
            "answers."
        )
        raise ValidationError(message.format(path=sample))


NUMERIC_PARTS = frozenset({"%monthnum%", "%day%", "%hour%", "%minute%", "%second%", "%post_id%"})
MAX_PARTS_OF_DATE = 3


def archives_root(pattern: str) -> str:
    """Where the archives of dates are: at "/date" where articles have addresses like 2016/12.

    WordPress does so too. It is "" for all other patterns.
    """
    year, *others = pattern.strip("/").split("/")
    is_like_date = year == "%year%" and NUMERIC_PARTS.issuperset(others)
    return "/date" if is_like_date and 0 < len(others) < MAX_PARTS_OF_DATE else ""


def is_reserved(path: str, *, has_number: bool = False) -> bool:
    """Whether Byline itself answers at this path, so that no article or page can have it.

    `has_number`: the path has the number of an article, which goes before the archive of a date.
    """
    first, *others = path.strip("/").split("/")
    if others and RESERVED_ENDINGS.fullmatch(others[-1]):
        return True
    if first in RESERVED or path == "/":
        return bool(others) or first not in RESERVED_PREFIXES
    return (
        not (has_number and others)
        and re.fullmatch(r"\d{4}", first) is not None
        and all(re.fullmatch(r"\d{1,2}", part) for part in others)
    )


def validate_accent(colour: str) -> None:
    """Raise ValidationError unless `colour` (#rrggbb) has the contrast of text, 4.5 to 1.

    See WCAG 2.2, 1.4.3.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValidationError(
            _("Write the colour as # and six hexadecimal digits, such as #8a1c1c.")
        )
    ratio = contrast(_rgb(colour), LIGHT_PAGE)
    if ratio < MIN_TEXT_CONTRAST:
        message = _(
            "Too pale to read on paper: its contrast is {ratio:.1f} to 1, at least {readable} to "
            "1 is needed."
        )
        raise ValidationError(message.format(ratio=ratio, readable=MIN_TEXT_CONTRAST))


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
    """Lighten the colour with white until its contrast on the dark page is COMFORTABLE_CONTRAST."""
    rgb = _rgb(colour)
    for step in range(21):
        mixed = tuple(round(channel + (255 - channel) * step / 20) for channel in rgb)
        lighter = (mixed[0], mixed[1], mixed[2])
        if contrast(lighter, DARK_PAGE) >= COMFORTABLE_CONTRAST:
            return "#{:02x}{:02x}{:02x}".format(*lighter)
    return "#ffffff"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return (
        channel / 12.92
        if channel <= SRGB_LINEAR_BELOW
        else float(((channel + 0.055) / 1.055) ** 2.4)
    )


def validate_web_address(address: str) -> None:
    """Raise ValidationError unless `address` is a full http or https address."""
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError as error:
        message = _(
            "“{address}” is not a web address. Enter a full one, such as "
            "https://harbour.example/about."
        )
        raise ValidationError(message.format(address=address)) from error


def validate_profiles(text: str) -> None:
    """Raise ValidationError, naming the line, unless each line is a full http or https address."""
    lines = lines_of(text)
    if len(lines) > MAX_PROFILES:
        raise ValidationError(_("Enter at most {most} addresses.").format(most=MAX_PROFILES))
    for line in lines:
        validate_web_address(line)


def lines_of(text: str) -> list[str]:
    """Split a text into its lines, each once, without blank ones."""
    return list(dict.fromkeys(line for line in map(str.strip, text.splitlines()) if line))


def profile_labels(text: str) -> dict[str, str]:
    """Map each address to the name of the link to it."""
    return {address: display_address(address) for address in lines_of(text)}


def display_address(address: str) -> str:
    """Shorten an address for display: without https://, www. and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


def validate_links(text: str) -> None:
    """Raise ValidationError, naming the line, unless each line is a name and an address."""
    lines = lines_of(text)
    if len(lines) > MAX_FOOTER_LINKS:
        raise ValidationError(_("Enter at most {most} links.").format(most=MAX_FOOTER_LINKS))
    for line in lines:
        name, _blank, href = line.rpartition(" ")
        if not name:
            message = _(
                "“{line}” has no name or no address. Enter both: Shop https://shop.harbour.example/"
            )
            raise ValidationError(message.format(line=line))
        validate_link(href)


def validate_link(href: str) -> None:
    """Raise ValidationError unless `href` is a path of the site, mailto:, or an http(s) address."""
    if re.fullmatch(r"/(?![/\\])\S*", href):
        return
    if href.startswith("mailto:"):
        EmailValidator()(href.removeprefix("mailto:"))
    else:
        validate_web_address(href)


def named_links(text: str) -> list[tuple[str, str]]:
    """Split lines into pairs of name and address. The address is the last word of a line."""
    return [
        (name.strip(), href) for name, _, href in (line.rpartition(" ") for line in lines_of(text))
    ]


def validate_handle(handle: str) -> None:
    """Raise ValidationError unless `handle` is a fediverse address, `@name@host`."""
    match = HANDLE.fullmatch(handle)
    try:
        DomainNameValidator()(match[1] if match else "")
    except ValidationError as error:
        message = _(
            "“{handle}” is not a fediverse address. Enter @, the name, @ and the server: "
            "@rosa@mastodon.example."
        )
        raise ValidationError(message.format(handle=handle)) from error


def handle_href(handle: str) -> str:
    """The profile page of `@name@host`, at the address that Mastodon and its relatives use."""
    _at, name, host = handle.split("@")
    return f"https://{host}/@{name}"


def validate_contact(contact: str) -> None:
    """Raise ValidationError unless `contact` is an e-mail address or an https address."""
    try:
        (URLValidator(["https"]) if "://" in contact else EmailValidator())(contact)
    except ValidationError as error:
        message = _(
            "“{contact}” is neither an e-mail address nor a page that begins with https://."
        )
        raise ValidationError(message.format(contact=contact)) from error


def contact_uri(contact: str) -> str:
    """Turn an e-mail address or a page address into a URI."""
    return contact if "://" in contact else f"mailto:{contact}"


def policy_tag(site: int, kind: str) -> str:
    """The cache tag of the versions of a policy."""
    return f"policy:{site}:{kind}"


def network_tag(site: int) -> str:
    """The cache tag of a site's network record."""
    return f"network:{site}"


def is_loopback_name(hostname: str) -> bool:
    """Whether this host name can only mean the machine itself (RFC 6761, section 6.3)."""
    return hostname in {"localhost", "127.0.0.1", "::1"} or hostname.endswith(".localhost")
