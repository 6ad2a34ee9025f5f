"""A site that is deleted takes its people with it, leaves its files, and touches no other site."""

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.demo.typed_pdf import typed_pdf
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Contributor, Staff
from cast import PASSWORD, Desk
from newsrooms import HOST


def operator() -> Client:
    user = create_user(f"root@{HOST}", "Root", PASSWORD, superuser=True)
    client = Client(HTTP_HOST=HOST)
    client.force_login(user)
    return client


def delete(client: Client, site: Site) -> str:
    path = reverse("wagtailsites:delete", args=[site.pk])
    answer = client.post(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_with_sections_stays(desk: Desk) -> None:
    assert "still in use and cannot be deleted: Tides" in delete(operator(), desk.sister)
    assert Site.objects.filter(pk=desk.sister.pk).exists()
    assert Staff.objects.filter(site=desk.sister).exists()


def test_one_whose_contributor_another_site_names_stays(desk: Desk) -> None:
    otto = desk.names["otto"]
    actions.share_contributor(otto, desk.site)
    actions.publish_article(actions.file_article(desk.news, Copy("Ebb", credits=[Credit(otto)])))
    desk.tides.delete()
    assert "still in use and cannot be deleted" in delete(operator(), desk.sister)
    assert Contributor.objects.filter(pk=otto.pk).exists()


def test_an_empty_one_goes_with_its_people_and_without_its_files(desk: Desk) -> None:
    document = actions.add_document(
        ContentFile(typed_pdf("Tides", "High at noon."), name="tides.pdf"),
        site=desk.sister,
        title="Tides",
    )
    desk.tides.delete()
    groups = Group.objects.count()
    delete(operator(), desk.sister)
    assert not Site.objects.filter(pk=desk.sister.pk).exists()
    assert not Contributor.objects.filter(slug="otto").exists()
    assert User.objects.filter(email=f"otto@{HOST}").exists(), "an account is its person's"
    assert Group.objects.count() < groups
    document.refresh_from_db()
    assert Collection.objects.filter(pk=document.collection_id, name="The Lagoon").exists()
    assert Client(HTTP_HOST=HOST).get("/").status_code == 200
    seen = desk.browser("olu").get(reverse("wagtaildocs:index")).content.decode()
    assert "tides.pdf" not in seen
