"""Converts a body in a test: its blocks and its remarks."""

from typing import Any

from byline.transfer.html.block_buffer import Block, BlockBuffer
from byline.transfer.html.converter_context import ConverterContext, StoredFile
from byline.transfer.wordpress_format.body import convert_body
from byline.transfer.wordpress_format.converter import PostExtras

OLD = "https://harbour.example"
UPLOADS = f"{OLD}/wp-content/uploads"


class Album:
    """Files at hand: pictures by number and by address, documents by address."""

    def __init__(
        self,
        pictures: dict[int, tuple[str, str]] | None = None,
        documents: dict[str, int] | None = None,
    ) -> None:
        self.pictures, self.documents = pictures or {}, documents or {}

    def picture(self, number: int | None, address: str) -> StoredFile | None:
        for key, (file, description) in self.pictures.items():
            if key == number or (address and address == file):
                return StoredFile(key, f"/media/{key}.jpg", description, f"caption {key}")
        return None

    def document(self, number: int | None, address: str) -> StoredFile | None:
        key = self.documents.get(address)
        return StoredFile(key, f"/documents/{key}/") if key else None

    def attached(self, post: int | None) -> list[int]:
        return list(self.pictures) if post == 1 else []

    def address(self, number: int) -> str:
        return self.pictures[number][0] if number in self.pictures else ""

    def knows(self, address: str) -> bool:
        return address in self.documents


def converted(
    body: str, *, reusable: dict[int, str] | None = None, footnotes: str = "", **more: Any
) -> BlockBuffer:
    """The body of post 1, converted. `more` are fields of the converter's context."""
    context = ConverterContext(**{"base": OLD, "hosts": frozenset({"harbour.example"}), **more})
    return convert_body(body, context, PostExtras(1, reusable or {}, footnotes))


def blocks(body: str, **more: Any) -> list[Block]:
    return converted(body, **more).blocks


def remarks(body: str, **more: Any) -> list[tuple[str, str]]:
    return [(remark.kind, remark.what) for remark in converted(body, **more).remarks]


def text(body: str, **more: Any) -> str:
    """The rich text of a body that is nothing else."""
    [block] = blocks(body, **more)
    assert block["type"] == "text"
    value: str = block["value"]
    return value
