"""What a post of the old site becomes here."""

import re

from byline.lib.scrub import text_of
from byline.newsroom.choices import OpenState
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Picture
from byline.transfer.html.block_buffer import MISSING_FILE, BlockBuffer
from byline.transfer.html.plain_text import first_words
from byline.transfer.run.source_items import PendingPost, SourceItem
from byline.transfer.run.vocabulary import DRAFT, LIVE
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.roundtrip import former_addresses, is_unsigned, restore_copy
from byline.transfer.wordpress.rules import (
    OldAddress,
    change_of,
    content_hash,
    old_address,
    public_state_of,
    publication_of,
    slug_of,
    title_of,
)
from byline.transfer.wordpress.seo import search_description, search_title
from byline.transfer.wordpress.wxr_records import WordPressItem
from byline.transfer.wordpress_format.body import convert_body
from byline.transfer.wordpress_format.field_names import GUID

MAX_GUID_LENGTH = 500
NUMBER_LINKED = re.compile(r'\bdata-id="(\d+)"')
STICKY = "was sticky there: the front page picks it, unless you have picked already"


def source_item(context: ImportContext, item: WordPressItem) -> SourceItem:
    """What the run must know of a post or page before it is converted."""
    public = public_state_of(item, publication_of(item, context.zone), context.now)
    return SourceItem(
        key=item.key,
        name=item.name,
        fingerprint=content_hash(item),
        state=public.state,
        why=public.why,
        kind=item.type or "unknown",
        line=item.line,
        number=item.id if item.id and item.id > 0 else None,
        guid=guid_of(item),
        size=len(item.content) + sum(len(comment.content) for comment in item.comments),
        linked=frozenset(NUMBER_LINKED.findall(item.content))
        if context.follows_links
        else frozenset(),
        record=item,
    )


class WordPressMapping:
    """Turns posts into articles."""

    def __init__(self, context: ImportContext) -> None:
        self.context = context

    def article(self, item: SourceItem, *, number: int | None, guid: str) -> PendingPost:
        """As run.source_items.Mapping says."""
        context, post = self.context, item.record
        buffer = convert_body(post.content, context.converter_context, context.post_extras(post))
        sections = context.terms.sections(post)
        lead, caption = self._lead(post, buffer)
        contributors = context.people.credited(post)
        is_by_paper = not contributors and not is_unsigned(post)
        if is_by_paper:
            contributors = [context.people.paper()]
        copy = Copy(
            headline=title_of(post, first_words(buffer.blocks)),
            body=buffer.blocks,
            slug=slug_of(post),
            standfirst=text_of(post.excerpt),
            lead_picture=lead,
            lead_caption=caption,
            credits=[Credit(contributor) for contributor in contributors],
            further_sections=sections[1:],
            tags=list(context.terms.tags_of(post)),
            published_at=publication_of(post, context.zone) if item.state != DRAFT else None,
            updated_at=change_of(post, context.zone) if item.state == LIVE else None,
            respond=_open_state(post.comment_status),
            pings=_open_state(post.ping_status),
            post_id=number,
            guid=guid,
            seo_title=search_title(post, context.site.site_name),
            search_description=search_description(post, context.site.site_name),
        )
        address = old_address(post.link or post.guid) if item.state == LIVE else OldAddress()
        return PendingPost(
            item,
            sections[0],
            restore_copy(copy, post),
            permalink="" if address.query else address.path,
            redirects=[
                *([address.whole] if address.query else []),
                *former_addresses(post.meta),
            ],
            remarks=[(remark.kind, remark.what) for remark in buffer.remarks],
            notes=_notes(post, copy, is_by_paper=is_by_paper),
        )

    def _lead(self, post: WordPressItem, buffer: BlockBuffer) -> tuple[Picture | None, str]:
        """The lead picture and its caption."""
        number = post.meta.get("_thumbnail_id", "").strip()
        if not number.isdecimal():
            return None, ""
        media = self.context.media
        if lead := media.picture_itself(int(number)):
            return lead, media.caption(int(number))[:500]
        if int(number):
            buffer.remark(MISSING_FILE, media.address(int(number)) or f"attachment {number}")
        return None, ""


def guid_of(item: WordPressItem) -> str:
    """What subscribers know it by, "" where that is longer than any feed's should be."""
    guid = item.meta.get(GUID) or item.guid.strip()
    return guid if len(guid) <= MAX_GUID_LENGTH else ""


def _open_state(status: str) -> OpenState:
    return OpenState.CLOSED if status == "closed" else OpenState.INHERIT


def _notes(post: WordPressItem, copy: Copy, *, is_by_paper: bool) -> list[str]:
    notes = ["no author in the file: the site itself is its byline"] if is_by_paper else []
    if not post.title.strip():
        notes.append(f"has no title there, here “{copy.headline}”")
    if post.sticky:
        notes.append(STICKY)
    return notes
