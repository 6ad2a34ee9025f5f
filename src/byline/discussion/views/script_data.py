"""Data for scripts on cached pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from byline.discussion.proofs import new_challenge
from byline.discussion.tokens import form_token


@never_cache
@require_safe
def proof(_request: HttpRequest) -> HttpResponse:
    """A challenge and a form token, which a cached page cannot contain."""
    return JsonResponse({"challenge": new_challenge(timezone.now()), "started": form_token()})


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """The name of the signed-in person, or ""."""
    return JsonResponse({"name": str(request.user) if request.user.is_authenticated else ""})
