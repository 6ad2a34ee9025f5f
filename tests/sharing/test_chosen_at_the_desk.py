"""Choosing share links at the desk; previews have none."""

from byline.sharing.models import SharingSettings
from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)


def test_the_owner_chooses_at_the_desk(desk: Desk) -> None:  # noqa: F811
    article = desk.published("rosa", "Herons")
    form = {"ways-count": "2", "principles": "", "corrections": "", "ownership": ""}
    for place, way in enumerate(("reddit", "email")):
        form |= {
            f"ways-{place}-deleted": "",
            f"ways-{place}-order": str(place),
            f"ways-{place}-type": way,
            f"ways-{place}-id": "",
        }
    path = f"/admin/settings/sharing/sharingsettings/{desk.site.pk}/"
    assert desk.browser("olu").post(path, form).status_code == 302
    page = desk.browser("ana").get(article.permalink).content.decode()
    share = page.partition('<div class="share"')[2].partition("</ul>")[0]
    assert [piece.partition("</a>")[0].rpartition(">")[2] for piece in share.split("<li>")[1:]] == [
        "Reddit",
        "E-mail",
    ]


def test_only_owners_choose(desk: Desk) -> None:  # noqa: F811
    path = f"/admin/settings/sharing/sharingsettings/{desk.site.pk}/"
    sent = desk.browser("edo").post(path, {"ways-count": "0"})
    assert (sent.status_code, sent.headers["Location"]) == (302, "/admin/")
    assert list(SharingSettings.objects.all()) == []


def test_a_preview_has_no_share_links(desk: Desk) -> None:  # noqa: F811
    draft = desk.draft("rosa", "Not yet")
    page = desk.browser("rosa").get(f"/admin/pages/{draft.pk}/view_draft/").content.decode()
    assert (
        "Not yet" in page,
        'class="share"' in page,
        'rel="shortlink"' in page,
        "ld+json" in page,
    ) == (
        True,
        False,
        False,
        False,
    )
