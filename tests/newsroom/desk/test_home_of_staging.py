"""The desk's first page says that this is a staging installation."""

from pytest_django import Settings

from cast import Desk

NOTICE = "This is a staging installation."


def test_the_desk_says_that_nothing_goes_out(desk: Desk, settings: Settings) -> None:
    assert NOTICE not in desk.browser("rosa").get("/admin/").content.decode()
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"staging": True})
    assert NOTICE in desk.browser("rosa").get("/admin/").content.decode()
