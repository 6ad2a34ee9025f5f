"""Making HTML from strangers safe to show."""

import re
from functools import cache
from html import escape, unescape
from urllib.parse import urljoin

import nh3

from byline.lib.html_bounds import bounded
from byline.lib.paths import as_browsers_read, is_local

TAGS = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del
    details dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li
    mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul var
    """.split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang", "rel"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
ADDRESS_ATTRIBUTES = ("href", "src", "cite")
SCHEMES = {"http", "https", "mailto", "tel"}
CITABLE = re.compile(r"""(https?://|/|#)[^\s"'<>\\^`{|}]*""")  # some write a title there
LINK_WITHOUT_ADDRESS = re.compile(
    r'<a((?: (?!href=)[\w-]+="[^"]*")+)>'
)  # as the cleaner writes a link whose address it removed
IMAGE_TAG = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')  # as the cleaner writes it
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')


def scrub_html(html: str) -> str:
    """`html` with only the tags, attributes and address schemes that are allowed on a page.

    Scripts, styles, frames, forms and event handlers are removed. A picture from another host,
    which would learn of the reader's visit, is replaced by its alternative text.
    """
    return LINK_WITHOUT_ADDRESS.sub(
        "<a>", IMAGE_TAG.sub(_picture_or_alternative, _cleaner().clean(bounded(html)))
    )


def with_whole_addresses(html: str, base: str) -> str:
    """Scrubbed HTML with absolute addresses; `base` is the address of its page."""

    def whole(tag: str, attribute: str, value: str) -> str:
        return urljoin(base, as_browsers_read(value)) if attribute in ADDRESS_ATTRIBUTES else value

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=whole,
    )


def _picture_or_alternative(tag: re.Match[str]) -> str:
    attributes = dict(ATTRIBUTE.findall(tag[1]))
    return tag[0] if "src" in attributes else escape(unescape(attributes.get("alt", "")))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=_keep,
        strip_comments=True,
    )


def _keep(tag: str, attribute: str, value: str) -> str | None:
    if attribute in ADDRESS_ATTRIBUTES:
        value = as_browsers_read(value)
    if tag == "img" and attribute == "src" and not is_local(value):
        return None
    if attribute == "cite" and not CITABLE.fullmatch(value):
        return None
    return value


def text_of(html: str) -> str:
    """The text of `html` without markup, scripts or styles; blocks are separated by spaces."""
    spaced = nh3.clean(bounded(html), tags=set(TAGS), attributes={}).replace("<", " <")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())
