"""One post of the old site → one article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from byline.lib.scrub import text_of
from byline.newsroom import actions
from byline.newsroom.choices import OpenState
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, SectionPage
from byline.newsroom.quiet import quietly
from byline.transfer.html.block_buffer import MISSING_FILE, BlockBuffer
from byline.transfer.html.plain_text import first_words
from byline.transfer.models import ImportedItem
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.run.unchanged import is_unchanged, state_of, why_left_alone
from byline.transfer.run.vocabulary import DRAFT, LEFT_OUT, LIVE, POST, SCHEDULED
from byline.transfer.wordpress.context import ImportContext, item_entry, report_remarks
from byline.transfer.wordpress.roundtrip import is_unsigned, redirect_former, restore_copy
from byline.transfer.wordpress.rules import (
    OldAddress,
    PublicState,
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


@dataclass(slots=True)
class PendingPost:
    """A post on its way to being an article."""

    item: WordPressItem
    standing: PublicState
    buffer: BlockBuffer
    section: SectionPage
    copy: Copy
    address: OldAddress
    is_papers: bool  # signed by the paper itself, for lack of an author

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return [(remark.kind, remark.what) for remark in self.buffer.remarks]

    @property
    def wanted(self) -> str:
        """The path that it had there, "" where none was its own."""
        return "" if self.address.query else self.address.path


def import_post(context: ImportContext, item: WordPressItem) -> None:
    """Create the article, bring it up to date, or leave it; count which, and say why."""
    reimport_post(context, item, context.ledger.find(POST, item.key))


def reimport_post(context: ImportContext, item: WordPressItem, known: ImportedItem | None) -> None:
    """As bring_post; `known` is what the ledger says of it."""
    standing = public_state_of(item, publication_of(item, context.zone), context.now)
    if standing.state == LEFT_OUT:
        context.report.skip(item_entry(item, standing.why))
        return
    fingerprint = content_hash(item)
    if is_unchanged(known, fingerprint, context.media.has):
        context.report.count(POST, UNCHANGED)
        report_remarks(context.report, item, known.remarks if known else ())
        return
    article = known.target if known else None
    if known and (why := why_left_alone(known, article)):
        context.report.skip(item_entry(item, why))
        return
    post = pending_post(
        context, item, standing, number=_free_number(context, item), guid=_free_guid(context, item)
    )
    with transaction.atomic():
        article = _update(context, article, post) if article else _receive(context, post)
        redirect_former(context.site, item.meta, article)
        context.ledger.record(
            POST,
            item.key,
            article,
            content_hash=fingerprint,
            line=item.line,
            state=state_of(article),
            remarks=post.remarks,
            is_indexed=False,
        )
    report_post(context, post, UPDATED if known else CREATED)


def pending_post(
    context: ImportContext,
    item: WordPressItem,
    standing: PublicState,
    *,
    number: int | None,
    guid: str,
) -> PendingPost:
    """What becomes of the post here, under this number and guid."""
    buffer = convert_body(item.content, context.converter_context, context.post_extras(item))
    sections = context.terms.sections(item)
    at = publication_of(item, context.zone)
    led_by = item.meta.get("_thumbnail_id", "").strip()
    lead = context.media.picture_itself(int(led_by)) if led_by.isdecimal() else None
    if led_by.isdecimal() and int(led_by) and lead is None:
        buffer.remark(MISSING_FILE, context.media.address(int(led_by)) or f"attachment {led_by}")
    people = context.people.credited(item)
    is_papers = not people and not is_unsigned(item)
    copy = Copy(
        headline=title_of(item, first_words(buffer.blocks)),
        body=buffer.blocks,
        slug=slug_of(item),
        standfirst=text_of(item.excerpt),
        lead_picture=lead,
        lead_caption=context.media.caption(int(led_by))[:500] if lead else "",
        credits=[Credit(person) for person in ([context.people.paper()] if is_papers else people)],
        further_sections=sections[1:],
        tags=list(context.terms.tags_of(item)),
        published_at=at if standing.state != DRAFT else None,
        updated_at=change_of(item, context.zone) if standing.state == LIVE else None,
        respond=OpenState.CLOSED if item.comment_status == "closed" else OpenState.INHERIT,
        pings=OpenState.CLOSED if item.ping_status == "closed" else OpenState.INHERIT,
        post_id=number,
        guid=guid,
        seo_title=search_title(item, context.site.site_name),
        search_description=search_description(item, context.site.site_name),
    )
    address = old_address(item.link or item.guid) if standing.state == LIVE else OldAddress()
    return PendingPost(
        item, standing, buffer, sections[0], restore_copy(copy, item), address, is_papers
    )


def _free_number(context: ImportContext, item: WordPressItem) -> int | None:
    """WordPress's number, unless another article of the site has it; articles here get numbers of their own otherwise."""
    if item.id is None or item.id <= 0:
        return None
    return None if Article.objects.filter(site=context.site, post_id=item.id).exists() else item.id


def _free_guid(context: ImportContext, item: WordPressItem) -> str:
    """What subscribers of the old site know it by, unless another article of the site is known by it."""
    guid = guid_of(item)
    return "" if guid and Article.objects.filter(site=context.site, guid=guid).exists() else guid


def guid_of(item: WordPressItem) -> str:
    """What subscribers know it by, "" where that is longer than any feed's should be."""
    guid = item.meta.get(GUID) or item.guid.strip()
    return guid if len(guid) <= MAX_GUID_LENGTH else ""


def _receive(context: ImportContext, post: PendingPost) -> Article:
    """A new article, in the state it had there."""
    if post.standing.state == LIVE:
        return _receive_live(context, post)
    article = actions.import_article(post.section, post.copy, live=False)
    if post.standing.state == SCHEDULED:
        return actions.publish_article(article, go_live_at=post.copy.published_at)
    return article


def _receive_live(context: ImportContext, post: PendingPost) -> Article:
    """Published at the address it always had; where somebody else stands there, at another, to which its own leads if it can."""
    wanted = post.wanted
    for copy in _addressed(post.copy, wanted):
        try:
            article = actions.import_article(post.section, copy, live=True)
        except ValidationError as error:
            refusal = error.messages[0]
            continue
        if copy.permalink != wanted or copy.slug != post.copy.slug:
            actions.redirect_from(context.site, wanted or "/", article)
            taken = f"its address {wanted or '(by the pattern)'} was taken, it stands at {article.permalink}"
            context.report.note_decision(item_entry(post.item, f"{taken}. {refusal}"))
        lead_from_number(context, post, article)
        return article
    raise ValidationError(refusal)


def _addressed(copy: Copy, wanted: str) -> Iterator[Copy]:
    """The copy with the address it had, then by the site's pattern, then with other slugs, at last by its number."""
    yield replace(copy, permalink=wanted)
    if wanted:
        yield copy
    slug = copy.slug or copy.headline
    yield from (replace(copy, slug=f"{slug[:80]}-{number}") for number in range(2, 6))
    yield replace(copy, permalink=f"/archives/{copy.post_id or copy.slug}/")


def lead_from_number(context: ImportContext, post: PendingPost, article: Article) -> None:
    """`/?p=ID` leads to the article with that number anyway; what named it otherwise is kept."""
    if post.address.query and post.address.whole != f"/?p={article.post_id}":
        actions.redirect_from(context.site, post.address.whole, article)


@quietly()
def _update(context: ImportContext, article: Article, post: PendingPost) -> Article:
    """The article as it is there now; slug and address stay what they are here."""
    article = actions.refile_article(article, post.section)
    article = actions.revise_article(article, replace(post.copy, slug=""))
    state = post.standing.state
    if state == SCHEDULED:
        return actions.publish_article(article, go_live_at=post.copy.published_at)
    if state == LIVE:
        published = _publish(context, article, post)
        actions.set_updated_at(published, post.copy.updated_at)
        lead_from_number(context, post, published)
        return published
    if article.live:
        actions.unpublish_article(article)
    return Article.objects.get(pk=article.pk)


def _publish(context: ImportContext, article: Article, post: PendingPost) -> Article:
    """A draft that came out there since gets the address it got there, or where that is taken the one that is due to it."""
    try:
        with transaction.atomic():
            return actions.publish_article(article, permalink=post.wanted)
    except ValidationError as error:
        published = actions.publish_article(article, permalink=f"/archives/{article.post_id}/")
        context.report.note_decision(
            item_entry(
                post.item,
                f"its address was taken, it stands at {published.permalink}. {error.messages[0]}",
            )
        )
        return published


def report_post(context: ImportContext, post: PendingPost, outcome: str) -> None:
    """Count it, and say what an editor should know of it."""
    item = post.item
    context.report.count(POST, outcome)
    report_remarks(context.report, item, post.remarks)
    if post.is_papers:
        context.report.note_decision(
            item_entry(item, "no author in the file: signed by the paper itself")
        )
    if post.standing.why:
        context.report.note_decision(item_entry(item, post.standing.why))
    if not item.title.strip():
        context.report.note_decision(
            item_entry(item, f"has no title there, here “{post.copy.headline}”")
        )
    if post.standing.state == LIVE and post.copy.published_at is None:
        context.report.note_decision(
            item_entry(item, "has no date there: the day of the import stands")
        )
    if item.sticky:
        context.report.note_decision(
            item_entry(
                item,
                "was kept on top (sticky) there: the front page picks it, unless you have picked already",
            )
        )
    if item.id is not None and post.copy.post_id is None:
        context.report.note_decision(
            item_entry(
                item, f"its number {item.id} is another article's: /?p={item.id} leads there"
            )
        )
