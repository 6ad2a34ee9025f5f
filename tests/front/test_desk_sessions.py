"""Which requests the server keeps a thread for."""

from byline.accounts.desk_sessions import DeskSessions
from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)


def cookie_of(desk: Desk, name: str) -> dict[str, str]:  # noqa: F811
    """The part of a request's WSGI environment that names this person's session."""
    return {"HTTP_COOKIE": f"theme=dark; sessionid={desk.browser(name).cookies['sessionid'].value}"}


def test_the_session_of_somebody_of_the_desk_counts(desk: Desk) -> None:  # noqa: F811
    sessions, environ = DeskSessions(), cookie_of(desk, "rosa")
    assert (sessions.has_cookie(environ), sessions.opens_desk(environ)) == (True, True)


def test_so_does_its_cookie_over_https(desk: Desk) -> None:  # noqa: F811
    environ = cookie_of(desk, "rosa")
    environ["HTTP_COOKIE"] = environ["HTTP_COOKIE"].replace("sessionid", "__Host-sessionid")
    sessions = DeskSessions()
    assert (sessions.has_cookie(environ), sessions.opens_desk(environ)) == (True, True)


def test_nobody_else_is_taken_for_the_desk(desk: Desk) -> None:  # noqa: F811
    sessions = DeskSessions()
    reader = desk.people["ana"]
    reader.is_active = False
    reader.save()
    assert not sessions.opens_desk(cookie_of(desk, "ana"))
    for cookie in ("sessionid=invented", "sessionid=", "other=1", "", 'sessionid="'):
        assert not sessions.opens_desk({"HTTP_COOKIE": cookie})
    assert not sessions.has_cookie({})


def test_a_session_is_asked_for_once_a_minute(
    desk: Desk,  # noqa: F811
    django_assert_num_queries: object,
) -> None:
    sessions, environ = DeskSessions(), cookie_of(desk, "edo")
    assert sessions.opens_desk(environ)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert sessions.opens_desk(environ)
