"""WordPress's own shortcodes, converted to what they showed."""

import re
from collections.abc import Callable
from copy import deepcopy
from html import unescape

from byline.transfer.html.block_buffer import MISSING_FILE, UNKNOWN_SHORTCODE
from byline.transfer.html.boxes import add_figures
from byline.transfer.html.figures import Figure, add_gallery, caption_of
from byline.transfer.html.players import add_recording
from byline.transfer.html.tree import Element, find_all, parse_html, remove_element
from byline.transfer.wordpress_format.converter import WordPressConverter
from byline.transfer.wordpress_format.shortcodes import Shortcode

AUDIO_ATTRIBUTES = ("src", "mp3", "m4a", "ogg", "wav", "wma", "flac")
VIDEO_ATTRIBUTES = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv", "mov")


def convert_caption(converter: WordPressConverter, code: Shortcode) -> None:
    """`[caption]<img> words[/caption]`, or the older `[caption caption="words"]…`."""
    body = parse_html(code.content or "")
    caption_html = (
        parse_html(unescape(code.get("caption")))
        if code.get("caption")
        else _without_pictures(body)
    )
    caption = caption_of(caption_html, converter.context)
    images = find_all(body, "img")
    if images:
        add_figures(converter, body, images, caption)
    else:
        converter.html(code.content or "", newlines=True)
        if code.get("caption"):
            converter.html(code.get("caption"), newlines=True)


def _without_pictures(body: Element) -> Element:
    words = deepcopy(body)
    for image in find_all(words, "img"):
        remove_element(image)
    return words


def convert_gallery(converter: WordPressConverter, code: Shortcode) -> None:
    """`[gallery ids="1,2"]`, or without ids every picture uploaded to the post."""
    media = converter.context.media
    named = _numbers(code.get("ids") or code.get("include"))
    excluded = set(_numbers(code.get("exclude")))
    owner = _numbers(code.get("id"))
    numbers = named or [
        one
        for one in media.attached(owner[0] if owner else converter.extras.post)
        if one not in excluded
    ]
    figures = [figure for number in numbers if (figure := figure_of_number(converter, number))]
    if figures:
        add_gallery(converter, figures)
    else:
        _keep_code(converter, code)


def _keep_code(converter: WordPressConverter, code: Shortcode) -> None:
    """Keep a shortcode that shows nothing stored here: an editor sees it, a reader sees nothing."""
    converter.buffer.remark(UNKNOWN_SHORTCODE, code.source[:200])
    converter.buffer.add_raw_html(f"<!-- {code.source.replace('--', '')} -->")


def figure_of_number(
    converter: WordPressConverter, number: int, caption: str = "", alt: str = ""
) -> Figure | None:
    """The picture of an attachment. One that the export does not contain is reported as missing."""
    media = converter.context.media
    address = media.address(number)
    stored = media.picture(number, address)
    if stored is None and not address:
        converter.buffer.remark(MISSING_FILE, f"attachment {number}")
        return None
    return Figure(
        stored,
        address,
        alt or (stored.description if stored else ""),
        caption or (stored.caption if stored else ""),
    )


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d{1,12}", text)]


def convert_embed(converter: WordPressConverter, code: Shortcode) -> None:
    """`[embed]address[/embed]`."""
    address = unescape((code.content or code.get("src") or " ".join(code.values)).strip())
    if not converter.embed(address):
        converter.buffer.remark(UNKNOWN_SHORTCODE, code.source[:200])
        converter.html(code.content or "", newlines=True)


def convert_audio(converter: WordPressConverter, code: Shortcode) -> None:
    _set_recording(converter, code, "audio", AUDIO_ATTRIBUTES)


def convert_video(converter: WordPressConverter, code: Shortcode) -> None:
    _set_recording(converter, code, "video", VIDEO_ATTRIBUTES)


def _set_recording(
    converter: WordPressConverter, code: Shortcode, kind: str, names: tuple[str, ...]
) -> None:
    addresses = [code.get(name) for name in names if code.get(name)] or [
        value for value in code.values if "/" in value
    ]
    addresses = addresses or re.findall(r"https?://[^\s<>\"']+", code.content or "")
    if addresses:
        add_recording(converter, [unescape(address) for address in addresses], kind=kind)
    else:
        _keep_code(converter, code)


def convert_code(converter: WordPressConverter, code: Shortcode) -> None:
    """`[code language="x"]…[/code]`."""
    if code.content is None:
        converter.buffer.add_text(f"<p>[{code.name}]</p>")
        return
    language = code.get("language") or code.get("lang")
    converter.buffer.add(
        "code", {"language": language, "code": unescape(code.content).strip("\r\n")}
    )


SHORTCODE_HANDLERS: dict[str, Callable[[WordPressConverter, Shortcode], None]] = {
    "caption": convert_caption,
    "wp_caption": convert_caption,
    "gallery": convert_gallery,
    "embed": convert_embed,
    "audio": convert_audio,
    "video": convert_video,
    "code": convert_code,
    "sourcecode": convert_code,
}
