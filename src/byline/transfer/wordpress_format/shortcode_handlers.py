"""The shortcodes that WordPress itself brings, set as what they showed."""

import re
from collections.abc import Callable
from copy import deepcopy
from html import unescape

from byline.transfer.html.block_buffer import MISSING, SHORTCODE
from byline.transfer.html.boxes import set_pictures
from byline.transfer.html.converter import Compositor
from byline.transfer.html.figures import Figure, caption_of, set_gallery
from byline.transfer.html.players import set_recording
from byline.transfer.html.tree import Element, drop, find, parse
from byline.transfer.wordpress_format.shortcodes import Shortcode

SOUNDS = ("src", "mp3", "m4a", "ogg", "wav", "wma", "flac")
FILMS = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv", "mov")


def set_caption(compositor: Compositor, code: Shortcode) -> None:
    """`[caption]<img> words[/caption]`, and the older `[caption caption="words"]<img>[/caption]`."""
    body = parse(code.content or "")
    said = parse(unescape(code.get("caption"))) if code.get("caption") else _without_pictures(body)
    caption = caption_of(said, compositor.setting)
    images = find(body, "img")
    if images:
        set_pictures(compositor, body, images, caption)
    else:
        compositor.html(code.content or "", newlines=True)
        if code.get("caption"):
            compositor.html(code.get("caption"), newlines=True)


def _without_pictures(body: Element) -> Element:
    words = deepcopy(body)
    for image in find(words, "img"):
        drop(image)
    return words


def set_gallery_code(compositor: Compositor, code: Shortcode) -> None:
    """`[gallery ids="1,2"]`, or without ids every picture uploaded to the post."""
    media = compositor.setting.media
    named = _numbers(code.get("ids") or code.get("include"))
    excluded = set(_numbers(code.get("exclude")))
    owner = _numbers(code.get("id"))
    numbers = named or [
        one
        for one in media.attached(owner[0] if owner else compositor.setting.post)
        if one not in excluded
    ]
    figures = [figure for number in numbers if (figure := figure_of_number(compositor, number))]
    if figures:
        set_gallery(compositor, figures)
    else:
        _keep_code(compositor, code)


def _keep_code(compositor: Compositor, code: Shortcode) -> None:
    """One that showed nothing that is here: an editor sees it, a reader sees nothing."""
    compositor.galley.remark(SHORTCODE, code.source[:200])
    compositor.galley.imported(f"<!-- {code.source.replace('--', '')} -->")


def figure_of_number(
    compositor: Compositor, number: int, caption: str = "", alt: str = ""
) -> Figure | None:
    """The picture of an attachment. One that the export doesn't hold is told as missing."""
    media = compositor.setting.media
    address = media.address(number)
    held = media.picture(number, address)
    if held is None and not address:
        compositor.galley.remark(MISSING, f"attachment {number}")
        return None
    return Figure(
        held,
        address,
        alt or (held.description if held else ""),
        caption or (held.caption if held else ""),
    )


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d{1,12}", text)]


def set_embed_code(compositor: Compositor, code: Shortcode) -> None:
    """`[embed]address[/embed]`."""
    address = unescape((code.content or code.get("src") or " ".join(code.values)).strip())
    if not compositor.embed(address):
        compositor.galley.remark(SHORTCODE, code.source[:200])
        compositor.html(code.content or "", newlines=True)


def set_sound_code(compositor: Compositor, code: Shortcode) -> None:
    _set_recording(compositor, code, "audio", SOUNDS)


def set_film_code(compositor: Compositor, code: Shortcode) -> None:
    _set_recording(compositor, code, "video", FILMS)


def _set_recording(
    compositor: Compositor, code: Shortcode, kind: str, names: tuple[str, ...]
) -> None:
    addresses = [code.get(name) for name in names if code.get(name)] or [
        value for value in code.values if "/" in value
    ]
    addresses = addresses or re.findall(r"https?://[^\s<>\"']+", code.content or "")
    if addresses:
        set_recording(compositor, [unescape(address) for address in addresses], kind=kind)
    else:
        _keep_code(compositor, code)


def set_listing(compositor: Compositor, code: Shortcode) -> None:
    """`[code language="x"]…[/code]`."""
    if code.content is None:
        compositor.galley.text(f"<p>[{code.name}]</p>")
        return
    language = code.get("language") or code.get("lang")
    compositor.galley.put(
        "code", {"language": language, "code": unescape(code.content).strip("\r\n")}
    )


SET_CODE: dict[str, Callable[[Compositor, Shortcode], None]] = {
    "caption": set_caption,
    "wp_caption": set_caption,
    "gallery": set_gallery_code,
    "embed": set_embed_code,
    "audio": set_sound_code,
    "video": set_film_code,
    "code": set_listing,
    "sourcecode": set_listing,
}
