from django.test import Client
from wagtail.models import Site

from byline.network.models import PolicyVersion
from byline.newsroom import actions
from byline.newsroom.models import StandingPage
from newsrooms import text


def test_every_published_wording_of_a_policy_is_kept(harbour_post: Site, reader: Client) -> None:
    page = actions.add_standing_page(
        harbour_post, title="Privacy", body=text("We keep nothing."), policy="privacy"
    )
    actions.revise_standing_page(page, title="Privacy", body=text("We keep nothing, for a day."))
    page = StandingPage.objects.get()
    page.save_revision().publish()  # the same words again are no new version
    kept = list(PolicyVersion.objects.order_by("number").values_list("number", "text"))
    assert kept == [(1, "<p>We keep nothing.</p>"), (2, "<p>We keep nothing, for a day.</p>")]
    assert reader.get("/policies/privacy/1/").context["version"].text == "<p>We keep nothing.</p>"
    assert reader.get("/policies/privacy/3/").status_code == 404


def test_a_draft_of_a_policy_is_not_in_force(harbour_post: Site, reader: Client) -> None:
    actions.add_standing_page(
        harbour_post, title="Privacy", body=text("Soon"), policy="privacy", live=False
    )
    assert (PolicyVersion.objects.count(), reader.get("/privacy/").status_code) == (0, 404)


def test_a_renamed_page_leads_on_with_those_below_it(harbour_post: Site, reader: Client) -> None:
    about = actions.add_standing_page(harbour_post, title="About", body=[])
    actions.add_standing_page(harbour_post, title="People", body=[], parent=about)
    about = StandingPage.objects.get(pk=about.pk)
    about.slug = "about-us"
    about.save_revision().publish()
    assert [reader.get(path)["Location"] for path in ("/about/", "/about/people/")] == [
        "/about-us/",
        "/about-us/people/",
    ]


def test_a_moved_page_leads_on(harbour_post: Site, reader: Client) -> None:
    about = actions.add_standing_page(harbour_post, title="About", body=[])
    people = actions.add_standing_page(harbour_post, title="People", body=[])
    people.move(about, pos="last-child")
    assert reader.get("/people/")["Location"] == "/about/people/"
