"""The blocks of an article's body."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from byline.lib.embeds import player_of
from byline.lib.scrub import text_of

TEXT_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ul",
    "ol",
    "superscript",
    "subscript",
    "strikethrough",
    "code",
]
CELL_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("First level")), ("3", _("Second level")), ("4", _("Third level"))],
        default="2",
        label=_("Level"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "byline/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, label=pgettext_lazy("of a picture", "Caption"))
    alt = blocks.CharBlock(
        required=False,
        label=_("Alternative text on this page"),
        help_text=_(
            "Read aloud to readers who cannot see the picture. Leave it empty to use the "
            "picture's own alternative text."
        ),
    )
    decorative = blocks.BooleanBlock(required=False, label=_("Only decoration"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "byline/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        picture = cleaned["picture"]
        if not (cleaned["decorative"] or cleaned["alt"] or picture is None or picture.description):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt": ValidationError(
                        _("Describe what the picture shows, or tick “Only decoration”.")
                    )
                }
            )
        return cleaned


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, label=_("Pictures"))
    caption = blocks.CharBlock(required=False, label=_("Caption for all"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "byline/blocks/gallery.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=pgettext_lazy("text of a quote", "Quotation"))
    attribution = blocks.CharBlock(required=False, label=_("Who said it"))
    pull = blocks.BooleanBlock(
        required=False, label=_("Pull quote: these words also appear in the text")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "byline/blocks/quote.html"


class EmbedBlock(blocks.StructBlock):
    """Content of another site, which is not contacted until a reader clicks."""

    url = blocks.URLBlock(label=pgettext_lazy("of embedded content", "Web address"))
    title = blocks.CharBlock(required=False, label=_("Title of the embedded content"))
    caption = blocks.CharBlock(required=False, label=pgettext_lazy("of a picture", "Caption"))

    class Meta:
        icon = "media"
        label = pgettext_lazy("a block", "Embed")
        template = "byline/blocks/embed.html"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["player"] = player_of(value["url"])
        return context


class TableBlock(TypedTableBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            [("text", blocks.RichTextBlock(features=CELL_FEATURES, label=_("Text")))], **kwargs
        )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "byline/blocks/table.html"


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(required=False, label=_("Language"))
    code = blocks.TextBlock(label=pgettext_lazy("program code", "Code"))

    class Meta:
        icon = "code"
        label = pgettext_lazy("program code", "Code")
        template = "byline/blocks/code.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(required=False, label=_("Title on this page"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "byline/blocks/document.html"


class ImportedHTMLBlock(blocks.RawHTMLBlock):
    """HTML of an older system that no other block can hold; its template sanitises it."""

    class Meta:
        icon = "code"
        label = _("Imported HTML")
        template = "byline/blocks/imported_html.html"

    def get_searchable_content(self, value: str) -> list[str]:
        return [text_of(value)]


class DividerBlock(blocks.StaticBlock):
    class Meta:
        icon = "horizontalrule"
        label = _("Divider")
        template = "byline/blocks/divider.html"
        admin_text = _("A divider between two parts.")


class Body(blocks.StreamBlock):
    """The body of an article or a standing page."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"), icon="pilcrow")
    heading = HeadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    embed = EmbedBlock()
    table = TableBlock()
    code = CodeBlock()
    document = DocumentBlock()
    divider = DividerBlock()
    imported_html = ImportedHTMLBlock()

    class Meta:
        required = False


body_blocks = Body()
