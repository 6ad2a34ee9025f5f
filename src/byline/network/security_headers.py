"""The Content-Security-Policy and Permissions-Policy headers."""

from base64 import b64encode
from hashlib import sha256

from django.http import HttpRequest, HttpResponse

DESK_PATH = "/admin/"
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
DESK_POLICY = (
    "default-src 'self'; "
    # The desk's scripts are files, but its editor uses style attributes.
    "script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "  # blob: a picture that is being uploaded
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)

PREVIEWS = frozenset(
    {"preview_on_add", "preview_on_edit", "revisions_view", "view_draft", "workflow_preview"}
)


def content_security_policy(style: str) -> str:
    """The Content-Security-Policy of a reader's page whose only inline style is `style`."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'self'; style-src 'self' 'sha256-{digest}'; img-src 'self' data:; "
        "object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src https:"
    )


def add_security_headers(request: HttpRequest, response: HttpResponse, style: str = "") -> None:
    """Add the Content-Security-Policy and Permissions-Policy, unless the view set its own.

    `style` is the inline style of the site's pages.
    """
    if not request.path.startswith(DESK_PATH):
        policy = content_security_policy(style)
    elif request.resolver_match and request.resolver_match.url_name in PREVIEWS:
        policy = f"{DESK_POLICY}; frame-src https:"  # for embedded players, as on readers' pages
    else:
        policy = DESK_POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
