import pytest
from django.test import Client
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.newsroom.actions import grant_role
from newsrooms import HOST, harbour_post  # noqa: F401  (fixture)


def test_what_the_desk_refuses_is_logged_with_the_account(
    harbour_post: Site,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    kit = create_user(f"kit@{HOST}", "Kit")
    grant_role(kit, harbour_post, "contributor")
    browser = Client(HTTP_HOST=HOST)
    browser.force_login(kit)
    assert browser.get("/admin/users/").status_code == 302
    events = [record.msg for record in caplog.records if record.name == "byline.security"]
    assert [
        (event["account"], event["path"])
        for event in events
        if event["event"] == "refused at the desk"
    ] == [(kit.pk, "/admin/users/")]
