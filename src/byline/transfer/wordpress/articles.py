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
from byline.transfer.html.block_buffer import MISSING, Galley
from byline.transfer.html.first_words import words_of
from byline.transfer.models import ImportedItem
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED
from byline.transfer.wordpress.context import Move, entry, remark_all
from byline.transfer.wordpress.roundtrip import GUID, as_it_was_here, is_unsigned, lead_from_former
from byline.transfer.wordpress.rules import (
    DRAFT,
    LEFT_OUT,
    LIVE,
    SCHEDULED,
    OldAddress,
    Standing,
    change_of,
    content_hash,
    old_address,
    publication_of,
    slug_of,
    standing_of,
    title_of,
)
from byline.transfer.wordpress.seo import search_description, search_title
from byline.transfer.wordpress.wxr_records import Item
from byline.transfer.wordpress_format.body import set_body

POST = "post"
LONGEST_GUID = 500


@dataclass(slots=True)
class Piece:
    """A post on its way to being an article."""

    item: Item
    standing: Standing
    galley: Galley
    section: SectionPage
    copy: Copy
    address: OldAddress
    is_papers: bool  # signed by the paper itself, for lack of an author

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return [(remark.kind, remark.what) for remark in self.galley.remarks]

    @property
    def wanted(self) -> str:
        """The path that it had there, "" where none was its own."""
        return "" if self.address.query else self.address.path


def bring_post(move: Move, item: Item) -> None:
    """Create the article, bring it up to date, or leave it; count which, and say why."""
    bring_again(move, item, move.ledger.find(POST, item.key))


def bring_again(move: Move, item: Item, known: ImportedItem | None) -> None:
    """As bring_post; `known` is what the ledger says of it."""
    standing = standing_of(item, publication_of(item, move.zone), move.now)
    if standing.state == LEFT_OUT:
        move.report.skip(entry(item, standing.why))
        return
    fingerprint = content_hash(item)
    if known and known.content_hash == fingerprint and not found_since(move, known):
        move.report.count(POST, UNCHANGED)
        remark_all(move.report, item, known.remarks)
        return
    article = known.target if known else None
    if known and (why := left_alone(known, article)):
        move.report.skip(entry(item, why))
        return
    piece = piece_of(
        move, item, standing, number=_free_number(move, item), guid=_free_guid(move, item)
    )
    with transaction.atomic():
        article = _update(move, article, piece) if article else _receive(move, piece)
        lead_from_former(move.site, item.meta, article)
        move.ledger.record(
            POST,
            item.key,
            article,
            content_hash=fingerprint,
            line=item.line,
            state=state_of(article),
            remarks=piece.remarks,
            is_indexed=False,
        )
    tell(move, piece, UPDATED if known else CREATED)


def found_since(move: Move, known: ImportedItem) -> bool:
    """Whether a file that was missing when the item was imported is here now."""
    return any(kind == MISSING and move.library.has(what) for kind, what in known.remarks)


def left_alone(known: ImportedItem, target: Article | None) -> str:
    """Why an item that changed there may not be written here; "" when it may."""
    if target is None:
        return "deleted here since"
    if target.latest_revision_id != known.revision:
        return "edited here since, so left as it is"
    if known.state != state_of(target) and not (known.state == SCHEDULED and target.live):
        return "published here since" if target.live else "withdrawn here since"
    return ""


def state_of(article: Article) -> str:
    """What the ledger says of how it was left."""
    return LIVE if article.live else SCHEDULED if article.go_live_at else DRAFT


def piece_of(move: Move, item: Item, standing: Standing, *, number: int | None, guid: str) -> Piece:
    """What becomes of the post here, under this number and guid."""
    galley = set_body(item.content, move.setting(item))
    sections = move.filings.sections(item)
    at = publication_of(item, move.zone)
    led_by = item.meta.get("_thumbnail_id", "").strip()
    lead = move.library.picture_itself(int(led_by)) if led_by.isdecimal() else None
    if led_by.isdecimal() and int(led_by) and lead is None:
        galley.remark(MISSING, move.library.address(int(led_by)) or f"attachment {led_by}")
    people = move.people.credited(item)
    is_papers = not people and not is_unsigned(item)
    copy = Copy(
        headline=title_of(item, words_of(galley.blocks)),
        body=galley.blocks,
        slug=slug_of(item),
        standfirst=text_of(item.excerpt),
        lead_picture=lead,
        lead_caption=move.library.caption(int(led_by))[:500] if lead else "",
        credits=[Credit(person) for person in ([move.people.paper()] if is_papers else people)],
        further_sections=sections[1:],
        tags=list(move.filings.tags_of(item)),
        published_at=at if standing.state != DRAFT else None,
        updated_at=change_of(item, move.zone) if standing.state == LIVE else None,
        respond=OpenState.CLOSED if item.comment_status == "closed" else OpenState.INHERIT,
        pings=OpenState.CLOSED if item.ping_status == "closed" else OpenState.INHERIT,
        post_id=number,
        guid=guid,
        seo_title=search_title(item, move.site.site_name),
        search_description=search_description(item, move.site.site_name),
    )
    address = old_address(item.link or item.guid) if standing.state == LIVE else OldAddress()
    return Piece(
        item, standing, galley, sections[0], as_it_was_here(copy, item), address, is_papers
    )


def _free_number(move: Move, item: Item) -> int | None:
    """WordPress's number, unless another article of the site has it; articles here get numbers of their own otherwise."""
    if item.id is None or item.id <= 0:
        return None
    return None if Article.objects.filter(site=move.site, post_id=item.id).exists() else item.id


def _free_guid(move: Move, item: Item) -> str:
    """What subscribers of the old site know it by, unless another article of the site is known by it."""
    guid = guid_of(item)
    return "" if guid and Article.objects.filter(site=move.site, guid=guid).exists() else guid


def guid_of(item: Item) -> str:
    """What subscribers know it by, "" where that is longer than any feed's should be."""
    guid = item.meta.get(GUID) or item.guid.strip()
    return guid if len(guid) <= LONGEST_GUID else ""


def _receive(move: Move, piece: Piece) -> Article:
    """A new article, in the state it had there."""
    if piece.standing.state == LIVE:
        return _receive_live(move, piece)
    article = actions.import_article(piece.section, piece.copy, live=False)
    if piece.standing.state == SCHEDULED:
        return actions.publish_article(article, go_live_at=piece.copy.published_at)
    return article


def _receive_live(move: Move, piece: Piece) -> Article:
    """Published at the address it always had; where somebody else stands there, at another, to which its own leads if it can."""
    wanted = piece.wanted
    for copy in _addressed(piece.copy, wanted):
        try:
            article = actions.import_article(piece.section, copy, live=True)
        except ValidationError as error:
            refusal = error.messages[0]
            continue
        if copy.permalink != wanted or copy.slug != piece.copy.slug:
            actions.redirect_from(move.site, wanted or "/", article)
            taken = f"its address {wanted or '(by the pattern)'} was taken, it stands at {article.permalink}"
            move.report.tell(entry(piece.item, f"{taken}. {refusal}"))
        lead_from_number(move, piece, article)
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


def lead_from_number(move: Move, piece: Piece, article: Article) -> None:
    """`/?p=ID` leads to the article with that number anyway; what named it otherwise is kept."""
    if piece.address.query and piece.address.whole != f"/?p={article.post_id}":
        actions.redirect_from(move.site, piece.address.whole, article)


@quietly()
def _update(move: Move, article: Article, piece: Piece) -> Article:
    """The article as it is there now; slug and address stay what they are here."""
    article = actions.refile_article(article, piece.section)
    article = actions.revise_article(article, replace(piece.copy, slug=""))
    state = piece.standing.state
    if state == SCHEDULED:
        return actions.publish_article(article, go_live_at=piece.copy.published_at)
    if state == LIVE:
        published = _publish(move, article, piece)
        actions.set_updated_at(published, piece.copy.updated_at)
        lead_from_number(move, piece, published)
        return published
    if article.live:
        actions.unpublish_article(article)
    return Article.objects.get(pk=article.pk)


def _publish(move: Move, article: Article, piece: Piece) -> Article:
    """A draft that came out there since gets the address it got there, or where that is taken the one that is due to it."""
    try:
        with transaction.atomic():
            return actions.publish_article(article, permalink=piece.wanted)
    except ValidationError as error:
        published = actions.publish_article(article, permalink=f"/archives/{article.post_id}/")
        move.report.tell(
            entry(
                piece.item,
                f"its address was taken, it stands at {published.permalink}. {error.messages[0]}",
            )
        )
        return published


def tell(move: Move, piece: Piece, outcome: str) -> None:
    """Count it, and say what an editor should know of it."""
    item = piece.item
    move.report.count(POST, outcome)
    remark_all(move.report, item, piece.remarks)
    if piece.is_papers:
        move.report.tell(entry(item, "no author in the file: signed by the paper itself"))
    if piece.standing.why:
        move.report.tell(entry(item, piece.standing.why))
    if not item.title.strip():
        move.report.tell(entry(item, f"has no title there, here “{piece.copy.headline}”"))
    if piece.standing.state == LIVE and piece.copy.published_at is None:
        move.report.tell(entry(item, "has no date there: the day of the import stands"))
    if item.sticky:
        move.report.tell(
            entry(
                item,
                "was kept on top (sticky) there: the front page picks it, unless you have picked already",
            )
        )
    if item.id is not None and piece.copy.post_id is None:
        move.report.tell(
            entry(item, f"its number {item.id} is another article's: /?p={item.id} leads there")
        )
