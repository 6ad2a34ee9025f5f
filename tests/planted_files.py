"""Files with everything that could identify somebody, and a canary that must never be served."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin
from pillow_heif import HeifImagePlugin  # noqa: F401 (so that Pillow writes HEIC)
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

CANARY = "CANARY-4711"
LATITUDE = (52.0, 31.0, 12.25)
SECRETS = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"))
MARKERS = (
    b"Exif\0\0",
    b"GPSLatitude",
    b"http://ns.adobe.com/xap/1.0/",
    b"Photoshop 3.0",
    b"8BIM",
    b"eXIf",
)
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" '
    f'exif:GPSLatitude="52,31.2N" aux:SerialNumber="{CANARY}"/></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
).encode()  # fmt: skip


def drawing(mode: str = "RGB", size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Something that is different at each side, so that a turn shows."""
    return Image.linear_gradient("L").resize(size).convert(mode)


def planted_exif(orientation: int = 1) -> Image.Exif:
    """Place, camera, serial number, time, artist, and a thumbnail that shows what was cut off."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = CANARY, CANARY, CANARY
    exif[0x0132], exif[0x0112] = "2024:05:12 10:34:22", orientation
    details = exif.get_ifd(0x8769)
    details[0x9003], details[0xA431], details[0xA430] = "2024:05:12 10:34:22", CANARY, CANARY
    details[0x927C] = CANARY.encode()
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", tuple(TiffImagePlugin.IFDRational(part) for part in LATITUDE)
    return exif


def saved(image: Image.Image, picture_format: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, picture_format, **options)
    return buffer.getvalue()


def planted_jpeg() -> bytes:
    """With EXIF, XMP, IPTC, a comment, a thumbnail of its own, and something after the end."""
    body = saved(drawing(), "JPEG", exif=planted_exif(), xmp=XMP, comment=CANARY.encode())
    thumbnail = saved(drawing(size=(16, 16)), "JPEG", comment=CANARY.encode())
    jfxx = b"JFXX\0\x10" + thumbnail
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + _iptc_block()
    extra = b"".join(
        marker + struct.pack(">H", len(content) + 2) + content
        for marker, content in ((b"\xff\xe0", jfxx), (b"\xff\xed", iptc))
    )
    return body[:2] + extra + body[2:] + CANARY.encode() + thumbnail


def _iptc_block() -> bytes:
    record = b"\x1c\x02\x50" + struct.pack(">H", len(CANARY)) + CANARY.encode()
    return struct.pack(">I", len(record)) + record + bytes(len(record) % 2)


def planted_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(drawing("RGBA"), "PNG", exif=planted_exif(), pnginfo=texts) + CANARY.encode()


def planted_webp() -> bytes:
    return saved(drawing(), "WEBP", exif=planted_exif(), xmp=XMP)


def planted_avif() -> bytes:
    return saved(drawing(), "AVIF", exif=planted_exif(), xmp=XMP)


def planted_heic() -> bytes:
    return saved(drawing(), "HEIF", exif=planted_exif().tobytes(), xmp=XMP)


def planted_gif() -> bytes:
    """Three frames that move."""
    frames = [drawing("P"), drawing("P").rotate(90), drawing("P").rotate(180)]
    return saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[50, 60, 70],
        loop=0,
        comment=CANARY.encode(),
    )


def planted_profile() -> bytes:
    """The profile of somebody's own display: its description and maker name it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack_from(">I", profile, 128)[0]
    table = profile[132 : 132 + 12 * count]
    moved = b"".join(
        name + struct.pack(">II", offset + 12, size)
        for name, offset, size in struct.iter_unpack(">4sII", table)
    )
    private = CANARY.encode().ljust(40, b"\0")
    body = profile[4:128] + struct.pack(">I", count + 1) + moved
    body += b"mmod" + struct.pack(">II", len(profile) + 12, len(private))
    body += profile[132 + 12 * count :] + private
    return struct.pack(">I", len(body) + 4) + body


PLANTED_PICTURES: dict[str, Callable[[], bytes]] = {
    "jpg": planted_jpeg,
    "png": planted_png,
    "webp": planted_webp,
    "avif": planted_avif,
    "heic": planted_heic,
    "gif": planted_gif,
}


def planted_pdf() -> bytes:
    """With properties, XMP, a script, an attachment, and a photograph that names its camera."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    picture = _pdf_picture(writer)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): picture})}
    )
    page[NameObject("/PieceInfo")] = DictionaryObject(
        {NameObject("/App"): TextStringObject(CANARY)}
    )
    writer.add_metadata({"/Author": CANARY, "/Title": CANARY, "/Creator": CANARY})
    writer.xmp_metadata = XMP
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{CANARY}')"),
        }
    )
    writer.add_attachment("draft.txt", CANARY.encode())
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _pdf_picture(writer: PdfWriter) -> Any:
    stream = StreamObject()
    stream._data = planted_jpeg()
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(320),
            NameObject("/Height"): NumberObject(200),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    return writer._add_object(stream)


def planted_docx() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document>The minutes.</document>")
        archive.writestr("word/media/image1.jpeg", planted_jpeg())
        for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
            archive.writestr(name, f"<p>{CANARY}</p>")
        archive.writestr("docProps/thumbnail.jpeg", planted_jpeg())
    return buffer.getvalue()


def secrets_in(body: bytes) -> list[bytes]:
    """What gives somebody away in these bytes, also where they are compressed."""
    places = [body, *_inflated(body)]
    return [secret for secret in (*SECRETS, *MARKERS) if any(secret in place for place in places)]


def _inflated(body: bytes) -> list[bytes]:
    """The parts of an archive, the streams of a PDF, and the texts of a PNG."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    parts = []
    starts = [b"stream\r\n", b"stream\n", b"zTXt", b"iTXt"]
    for start in starts if body.startswith((b"%PDF", b"\x89PNG")) else []:
        for part in body.split(start)[1:]:
            for skipped in range(min(len(part), 40)):
                if part[skipped : skipped + 1] == b"\x78":
                    try:
                        parts.append(zlib.decompressobj().decompress(part[skipped:]))
                    except zlib.error:
                        continue
    return parts
