"""Two newsrooms of one installation, with something secret in every kind of thing that one has."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import (
    Comment,
    CommentReply,
    Site,
    TaskState,
    UploadedFile,
    WorkflowPage,
    WorkflowState,
)

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.demo.typed_pdf import typed_pdf
from byline.discussion.actions import post_comment
from byline.discussion.actions.banning import BAN_DURATIONS, ban, parse_target
from byline.discussion.actions.rules import list_word, save_reply
from byline.discussion.choices import (
    MODERATOR_REASONS,
    Act,
    BanKind,
    Premoderation,
    Reason,
    WhoMayRespond,
)
from byline.discussion.models import Comment as Response
from byline.discussion.models import CommentRules, Decision, Objection
from byline.discussion.submission import Submission
from byline.network.actions import enqueue_mail
from byline.network.delivery_kinds import DeliveryState
from byline.newsroom import actions
from byline.newsroom.choices import Role
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Picture, SectionPage, Staff
from newsrooms import text

SEARCHED_WORD = "Zephyr"
"""Stands beside every canary in a title, so that a search can bring it up without naming it."""

ROLES = (Role.CONTRIBUTOR, Role.MODERATOR, Role.EDITOR, Role.MANAGING_EDITOR, Role.OWNER)


@dataclass
class Newsroom:
    """A site, its people by role, and what is planted there: objects by kind, canaries by name."""

    name: str
    site: Site
    news: SectionPage
    sport: SectionPage
    people: dict[str, User]
    objects: dict[str, list[Model]] = field(default_factory=dict)
    canaries: dict[str, str] = field(default_factory=dict)

    def canary(self, kind: str) -> str:
        """A word that is nowhere else."""
        return self.canaries.setdefault(kind, f"canary{kind}{self.name}")

    def titled(self, kind: str) -> str:
        return f"{SEARCHED_WORD} {self.canary(kind)}"

    def keep(self, kind: str, *things: Any) -> None:
        self.objects.setdefault(kind, []).extend(things)

    def pks(self, kind: str) -> list[Any]:
        return [thing.pk for thing in self.objects.get(kind, [])]


def open_newsroom(name: str, *, is_default: bool = False) -> Newsroom:
    """A site with two sections and one person for each role; the editor's section is News."""
    site = actions.open_site(name=name.title(), hostname=f"{name}.example", is_default=is_default)
    news = actions.add_section(site, name="News")
    sport = actions.add_section(site, name="Sport")
    people = {}
    for role in ROLES:
        user = create_user(f"{role}@canaryaddress{name}.example", f"{role} canaryperson{name}")
        actions.grant_role(user, site, role, [news] if role == Role.EDITOR else [])
        people[str(role)] = user
    sports_editor = create_user(
        f"sports@canaryaddress{name}.example", f"sports editor canaryperson{name}"
    )
    actions.grant_role(sports_editor, site, Role.EDITOR, [sport])
    people["sports_editor"] = sports_editor
    newsroom = Newsroom(name, site, news, sport, people)
    newsroom.canary("person")
    newsroom.canary("address")
    return newsroom


def plant(newsroom: Newsroom) -> None:
    """Put a canary into everything else that others must not see."""
    for planting in (_pages, _work_in_progress, _files, _people, _discussion, _operations):
        planting(newsroom)


def draft_of_editor(newsroom: Newsroom) -> None:
    """A draft in News, which those below a managing editor must not see, but for its editor."""
    editor = newsroom.people[Role.EDITOR]
    draft = actions.file_article(
        newsroom.news,
        Copy(
            headline=newsroom.titled("headline"),
            slug=newsroom.canary("slug"),
            standfirst=newsroom.canary("standfirst"),
            body=text(newsroom.canary("body")),
            tags=[newsroom.canary("tag")],
        ),
        owner=editor,
    )
    newsroom.keep("page", draft)
    newsroom.keep("article", draft)
    newsroom.keep("revision", draft.latest_revision)
    note = Comment.objects.create(
        page=draft, user=editor, text=newsroom.canary("note"), contentpath="title"
    )
    CommentReply.objects.create(comment=note, user=editor, text=newsroom.canary("reply"))


def _pages(newsroom: Newsroom) -> None:
    site, owner = newsroom.site, newsroom.people[Role.OWNER]
    published = actions.publish_article(
        actions.file_article(
            newsroom.news, Copy("Published", credits=[_name(newsroom, "Public Name")]), owner=owner
        )
    )
    newsroom.keep("published", published)
    section = SectionPage(title=newsroom.titled("section"), live=False, owner=owner)
    site.root_page.add_child(instance=section)
    section.save_revision(user=owner)
    standing = actions.add_standing_page(
        site, title=newsroom.titled("standing"), body=text("…"), live=False, user=owner
    )
    newsroom.keep("page", standing, section, newsroom.news, site.root_page.specific, published)
    newsroom.keep("section", newsroom.news)


def _name(newsroom: Newsroom, name: str, **more: Any) -> Credit:
    return Credit(actions.add_contributor(site=newsroom.site, name=name, **more))


def _work_in_progress(newsroom: Newsroom) -> None:
    """What is locked, scheduled, or waits for review."""
    contributor = newsroom.people[Role.CONTRIBUTOR]
    waiting = actions.file_article(
        newsroom.news,
        Copy(newsroom.titled("submitted"), credits=[_name(newsroom, "Waiting")]),
        owner=contributor,
    )
    workflow = WorkflowPage.objects.get(page=newsroom.site.root_page).workflow
    workflow.start(waiting, contributor)
    newsroom.keep("workflow", workflow)
    newsroom.keep("task", workflow.tasks.get().specific)
    newsroom.keep("task_state", TaskState.objects.latest("pk"))
    newsroom.keep("workflow_state", WorkflowState.objects.latest("pk"))
    newsroom.keep("page", waiting)
    locked = actions.file_article(newsroom.sport, Copy(newsroom.titled("locked")))
    locked.locked, locked.locked_by = True, newsroom.people[Role.OWNER]
    locked.locked_at = timezone.now()
    locked.save()
    scheduled = actions.file_article(
        newsroom.sport, Copy(newsroom.titled("scheduled"), credits=[_name(newsroom, "Later")])
    )
    scheduled.go_live_at = timezone.now() + timedelta(days=9)
    scheduled.save_revision(user=newsroom.people[Role.OWNER]).publish()


def _files(newsroom: Newsroom) -> None:
    picture = actions.add_picture(
        ContentFile(png(), name=f"{newsroom.canary('filename')}.png"),
        title=newsroom.titled("picture"),
        site=newsroom.site,
    )
    document = actions.add_document(
        ContentFile(typed_pdf("Tides", "High at noon."), name=f"{newsroom.canary('docname')}.pdf"),
        title=newsroom.titled("document"),
        site=newsroom.site,
    )
    newsroom.keep("picture", picture)
    newsroom.keep("document", document)
    newsroom.keep("collection", picture.collection)
    for model, kind in ((Picture, "picture_upload"), (get_document_model(), "document_upload")):
        upload = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(png(), name="upload.png"),
            uploaded_by_user=newsroom.people[Role.OWNER],
        )
        newsroom.keep(kind, upload)


def png() -> bytes:
    """A picture of four pixels."""
    stream = BytesIO()
    Image.new("RGB", (2, 2), "navy").save(stream, "PNG")
    return stream.getvalue()


def _people(newsroom: Newsroom) -> None:
    """A contributor without a published word, and a member of the staff whom no byline names."""
    hidden = actions.add_contributor(
        name=newsroom.titled("contributor"),
        email=f"{newsroom.canary('contributormail')}@x.example",
        site=newsroom.site,
    )
    newsroom.keep("contributor", hidden)
    member = create_user(f"{newsroom.canary('staffmail')}@x.example", newsroom.titled("staffname"))
    actions.grant_role(member, newsroom.site, Role.CONTRIBUTOR)
    newsroom.keep("user", member, newsroom.people[Role.OWNER])
    newsroom.keep("group", *[staff.group for staff in Staff.objects.filter(site=newsroom.site)])
    newsroom.keep("site", newsroom.site)


def _discussion(newsroom: Newsroom) -> None:
    site = newsroom.site
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation = WhoMayRespond.NAMED, Premoderation.ALL
    rules.save()
    article: Any = newsroom.objects["published"][0]
    response = post_comment(
        article,
        Submission(
            name=newsroom.canary("author"),
            text=newsroom.titled("response"),
            mail=f"{newsroom.canary('authormail')}@x.example",
            address="203.0.113.7",
        ),
    ).comment
    decision = Decision.objects.create(
        comment=response,
        act=Act.REJECT,
        reason=Reason.OTHER,
        detail=newsroom.canary("decision"),
        at=timezone.now(),
    )
    objection = Objection.objects.create(
        decision=decision,
        comment=response,
        words=newsroom.canary("objection"),
        made_at=timezone.now(),
    )
    newsroom.keep("response", response)
    newsroom.keep("objection", objection)
    target = parse_target(BanKind.NAME, newsroom.canary("banned"))
    newsroom.keep(
        "ban", ban(site, target, until=BAN_DURATIONS["ever"], note=newsroom.canary("bannote"))
    )
    newsroom.keep("word", list_word(site, newsroom.canary("word"), "hold"))
    save_reply(site, MODERATOR_REASONS[0], newsroom.canary("template"))
    assert Response.objects.filter(site=site).count() == 1


def _operations(newsroom: Newsroom) -> None:
    delivery = enqueue_mail(
        site=newsroom.site,
        to=f"{newsroom.canary('recipient')}@x.example",
        subject=newsroom.canary("subject"),
        text=newsroom.canary("mail"),
    )
    delivery.state, delivery.error = DeliveryState.GIVEN_UP, newsroom.canary("error")
    delivery.save()
    newsroom.keep("delivery", delivery)
