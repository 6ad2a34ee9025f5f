"""The texts in picture files: read from uploads for the editor, written where a site wishes."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image, ImageFile, IptcImagePlugin

MAX_TEXT: Final = 500
MAX_XMP_BYTES: Final = 1_000_000
EXIF_DESCRIPTION, EXIF_ARTIST, EXIF_COPYRIGHT = 0x010E, 0x013B, 0x8298
IPTC_CREATOR, IPTC_CREDIT, IPTC_COPYRIGHT, IPTC_CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
XMP_TAGS: Final = {
    "creator": f"{{{DC}}}creator",
    "credit": f"{{{PHOTOSHOP}}}Credit",
    "copyright": f"{{{DC}}}rights",
    "caption": f"{{{DC}}}description",
    "description": f"{{{IPTC_CORE}}}AltTextAccessibility",
}
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class PictureTexts:
    """The texts in a file, "" where there is none. `description` is the text alternative."""

    credit: str = ""
    copyright: str = ""
    caption: str = ""
    description: str = ""


def texts_in(image: Image.Image) -> PictureTexts:
    """The texts in XMP, IPTC and EXIF, in this order of preference."""
    texts: dict[str, str] = {}
    for read in (_xmp, _iptc, _exif):
        with suppress(Exception):  # a picture with damaged metadata is still a picture
            for name, text in read(image):
                if text and not texts.get(name):
                    texts[name] = text
    credit = " / ".join(dict.fromkeys(filter(None, (texts.get("creator"), texts.get("credit")))))
    return PictureTexts(
        credit[:200],
        texts.get("copyright", "")[:200],
        texts.get("caption", ""),
        texts.get("description", "")[:255],
    )


def xmp_with_rights(credit: str, copyright_notice: str) -> bytes:
    """An XMP packet with nothing but these two; b"" without them."""
    parts = []
    if credit:
        parts.append(f"<photoshop:Credit>{escape(credit)}</photoshop:Credit>")
    if copyright_notice:
        parts.append(
            f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{escape(copyright_notice)}'
            "</rdf:li></rdf:Alt></dc:rights>"
        )
    if not parts:
        return b""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}">'
        f"{''.join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else bytes(packet)
    packet = packet[packet.find(b"<") : packet.rfind(b">") + 1]
    if not packet or len(packet) > MAX_XMP_BYTES:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(packet, parser)
    for name, tag in XMP_TAGS.items():
        for element in root.iter(tag):
            items = [item.text or "" for item in element.iter(f"{{{RDF}}}li")]
            separator = ", " if name == "creator" else " "
            yield name, _plain(separator.join(items) if items else element.text)
        for element in root.iter(f"{{{RDF}}}Description"):
            yield name, _plain(element.get(tag))


def _iptc(image: Image.Image) -> Iterator[tuple[str, str]]:
    records: Any = (
        IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None
    ) or {}
    names = ("creator", "credit", "copyright", "caption")
    for name, key in zip(
        names, (IPTC_CREATOR, IPTC_CREDIT, IPTC_COPYRIGHT, IPTC_CAPTION), strict=True
    ):
        values = records.get(key) or []
        values = values if isinstance(values, list) else [values]
        yield name, _plain(", ".join(_decoded(value) for value in values))


def _exif(image: Image.Image) -> Iterator[tuple[str, str]]:
    exif = image.getexif()
    yield "creator", _plain(exif.get(EXIF_ARTIST))
    yield "copyright", _plain(exif.get(EXIF_COPYRIGHT))
    yield "caption", _plain(exif.get(EXIF_DESCRIPTION))


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _plain(text: Any) -> str:
    text = _decoded(text) if isinstance(text, bytes) else str(text or "")
    return " ".join(UNPRINTABLE.sub(" ", text).split())[:MAX_TEXT]
