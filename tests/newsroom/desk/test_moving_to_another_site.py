"""An article takes its bylines to another site only if that site may name these people."""

from django.test import Client
from django.urls import reverse

from byline.accounts.actions import create_user
from byline.newsroom import actions
from byline.newsroom.models import Article, Contributor
from cast import PASSWORD, Desk
from newsrooms import HOST

REFUSED = "Edo cannot be named at The Lagoon. Share these contributors with that site"


def operator() -> Client:
    user = create_user(f"root@{HOST}", "Root", PASSWORD, superuser=True)
    client = Client(HTTP_HOST=HOST)
    client.force_login(user)
    return client


def move(client: Client, desk: Desk, article: Article) -> str:
    path = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, desk.tides.pk])
    return client.post(path, follow=True).content.decode()


def test_it_stays_until_its_contributors_are_shared(desk: Desk) -> None:
    article, root = desk.published("edo", "Ferry"), operator()
    assert REFUSED in move(root, desk, article)
    assert Article.objects.get(pk=article.pk).site == desk.site
    actions.share_contributor(Contributor.objects.get(slug="edo"), desk.sister)
    move(root, desk, article)
    assert Article.objects.get(pk=article.pk).site == desk.sister


def test_the_names_of_a_draft_count_too(desk: Desk) -> None:
    draft, root = desk.draft("edo", "Ferry"), operator()
    assert REFUSED in move(root, desk, draft)
    assert Article.objects.get(pk=draft.pk).site == desk.site


def test_a_copy_for_the_other_site_needs_the_same(desk: Desk) -> None:
    article, root = desk.published("edo", "Ferry"), operator()
    path = reverse("wagtailadmin_pages:copy", args=[article.pk])
    form = {"new_title": "Ferry", "new_slug": "ferry", "new_parent_page": desk.tides.pk}
    assert REFUSED in root.post(path, form, follow=True).content.decode()
    assert not Article.objects.filter(site=desk.sister).exists()


def test_a_section_that_moves_keeps_to_it_too(desk: Desk) -> None:
    article, root = desk.published("edo", "Ferry", desk.sport), operator()
    path = reverse("wagtailadmin_pages:move_confirm", args=[desk.sport.pk, desk.tides.pk])
    assert REFUSED in root.post(path, follow=True).content.decode()
    assert Article.objects.get(pk=article.pk).site == desk.site
