"""Every answer of a running server has the headers that keep browsers from misreading it."""

import http.client

from running_server import RunningServer

PATHS = (
    "/",
    "/-/health/live",
    "/-/read",
    "/robots.txt",
    "/nothing/",
    "/admin/",
    "/admin/login/",
    "/accounts/login/",
    "/media/nothing.png",
    "/static/byline/byline.css",
    "/static/nothing.css",
)


def test_whoever_answers_forbids_guessing_and_framing(open_installation: RunningServer) -> None:
    for path in PATHS:
        headers = open_installation.get(path)[1]
        policy = headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff", path
        for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors"):
            assert part in policy, path


def test_methods_that_nothing_here_has_are_refused(open_installation: RunningServer) -> None:
    for method in ("TRACE", "TRACK", "PROPFIND", "BREW"):
        connection = http.client.HTTPConnection("127.0.0.1", open_installation.port, timeout=30)
        connection.request(method, "/", headers={"X-Secret": "canary"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert (answer.status, "GET" in (answer.headers["Allow"] or "")) == (405, True), method
        assert b"canary" not in body
