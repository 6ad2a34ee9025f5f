"""Recognizes requests of people who work at the desk by their session cookie.

The server reserves a thread for them. Nothing else depends on this: pages check permissions
themselves.
"""

import time
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any, Final
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest

from byline.lib.cookies import PREFIX

REMEMBERED_SECONDS: Final = 60.0
MAX_REMEMBERED: Final = 1_000  # sessions


class DeskSessions:
    """Remembers for a minute which sessions may use the desk. Not thread-safe."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._store: Any = import_module(settings.SESSION_ENGINE).SessionStore

    def has_cookie(self, environ: WSGIEnvironment) -> bool:
        return f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")

    def opens_desk(self, environ: WSGIEnvironment) -> bool:
        """Whether the request has the session of somebody who may use the desk."""
        key, now = _session_key(environ), time.monotonic()
        if self._until.get(key, 0.0) > now:
            return True
        if not key or not self._is_desk_session(key):
            return False
        if len(self._until) >= MAX_REMEMBERED:
            self._until.clear()
        self._until[key] = now + REMEMBERED_SECONDS
        return True

    def _is_desk_session(self, key: str) -> bool:
        request = HttpRequest()
        request.session = self._store(key)
        try:
            user = get_user(request)
            return user.is_active and user.has_perm("wagtailadmin.access_admin")
        except DatabaseError:
            return False
        finally:
            close_old_connections()


def _session_key(environ: WSGIEnvironment) -> str:
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return ""
    name = settings.SESSION_COOKIE_NAME
    morsel = cookies.get(PREFIX + name) or cookies.get(name)  # over https, and over plain http
    return morsel.value if morsel else ""
