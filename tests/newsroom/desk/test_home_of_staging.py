"""Whoever works in a house for trying things out is told so by the desk's first page."""

from pytest_django import Settings

from cast import Desk

TOLD = "This is a house for trying things out."


def test_the_desk_says_that_nothing_goes_out(desk: Desk, settings: Settings) -> None:
    assert TOLD not in desk.browser("rosa").get("/admin/").content.decode()
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"staging": True})
    assert TOLD in desk.browser("rosa").get("/admin/").content.decode()
