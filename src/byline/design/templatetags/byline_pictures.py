"""Pictures in the sizes that a page needs: the layout is stable and no larger file is loaded."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError

register = template.Library()


@dataclass(frozen=True)
class Cut:
    """How a picture is cropped for one place on a page.

    `specs` are Wagtail's operations, and `sizes` is the HTML attribute.
    """

    specs: tuple[str, ...]
    sizes: str
    bears_rights: bool = False


def _cut(operations: str, sizes: str, *, bears_rights: bool = False) -> Cut:
    specs = tuple(f"{operation}|format-webp" for operation in operations.split())
    return Cut(specs, sizes, bears_rights)


CUTS = {
    "lead": _cut(
        "fill-480x320 fill-960x640 fill-1440x960", "(min-width: 64em) 800px, calc(100vw - 2rem)"
    ),
    "feature": _cut(
        "fill-480x320 fill-960x640",
        "(min-width: 64em) 480px, (min-width: 45em) 50vw, calc(100vw - 2rem)",
    ),
    "card": _cut(
        "fill-480x320 fill-960x640",
        "(min-width: 64em) 340px, (min-width: 45em) 45vw, calc(100vw - 2rem)",
    ),
    "plain": _cut(
        "fill-480x320 fill-960x640", "(min-width: 64em) 280px, (min-width: 45em) 45vw, 110px"
    ),
    "small": _cut("fill-480x320", "(min-width: 45em) 220px, 110px"),
    "wide": _cut(
        "width-480 width-960 width-1440",
        "(min-width: 62em) 920px, calc(100vw - 2rem)",
        bears_rights=True,
    ),
    "text": _cut(
        "width-480 width-960 width-1440",
        "(min-width: 40em) 600px, calc(100vw - 2rem)",
        bears_rights=True,
    ),
    "gallery": _cut(
        "fill-480x360 fill-960x720",
        "(min-width: 45em) 440px, calc(100vw - 2rem)",
        bears_rights=True,
    ),
    "portrait": _cut("fill-160x200 fill-320x400", "160px"),
}


@register.simple_tag(takes_context=True)
def picture(
    context: template.Context,
    shown: Any,
    cut: str,
    alt: str = "",
    *,
    decorative: bool = False,
    first: bool = False,
) -> SafeString:
    """The <img> of a picture in one of the CUTS.

    `first` means that readers see it first, so it is not loaded lazily. `alt` defaults to the
    picture's description, and replaces a picture whose file is missing. With `in_feed` in the
    context there is a single size, because feed readers don't support more.
    """
    words = "" if decorative else alt or shown.description
    try:
        renditions = list(shown.get_renditions(*_specs(context, CUTS[cut])).values())
    except SourceImageIOError:
        return format_html('<span class="no-file">{}</span>', words)
    if context.get("in_feed"):
        return format_html(
            "<img{}>",
            flatatt(_attributes(renditions[len(renditions) // 2 :][:1], CUTS[cut], words)),
        )
    return format_html(
        "<img{}>", flatatt(_attributes(renditions, CUTS[cut], words) | _loading(first))
    )


def _specs(context: template.Context, cut: Cut) -> list[str]:
    masthead = context.get("masthead")
    with_rights = cut.bears_rights and masthead is not None and masthead.keep_picture_rights
    return [f"{spec}|rights" for spec in cut.specs] if with_rights else list(cut.specs)


def _attributes(renditions: list[Any], cut: Cut, words: str) -> dict[str, str]:
    by_width = {rendition.width: rendition for rendition in renditions}
    largest = by_width[max(by_width)]
    several = {
        "srcset": ", ".join(
            f"{rendition.url} {width}w" for width, rendition in sorted(by_width.items())
        ),
        "sizes": cut.sizes,
    }
    one = {
        "src": renditions[0].url,
        "width": str(largest.width),
        "height": str(largest.height),
        "alt": words,
    }
    return one | (several if len(by_width) > 1 else {})


def _loading(first: bool) -> dict[str, str]:
    return {"fetchpriority": "high"} if first else {"loading": "lazy", "decoding": "async"}
