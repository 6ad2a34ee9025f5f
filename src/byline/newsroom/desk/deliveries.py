"""What was owed to other servers and given up: seen, tried again or forgotten by those who run the site."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from byline.network.actions.delivering import forget, retry
from byline.network.delivery_kinds import KINDS
from byline.network.models import Delivery
from byline.network.queries import dead_deliveries, failing_deliveries
from byline.newsroom.permissions import run_sites

MAX_SHOWN = 200


@require_safe
def given_up(request: HttpRequest) -> HttpResponse:
    """The dead list, and what fails but is still tried."""
    sites = _sites(request)
    dead, failing = dead_deliveries(sites), failing_deliveries(sites)
    told = {
        "dead": _named(dead),
        "number": dead.count(),
        "failing": _named(failing),
        "many_sites": len(sites) > 1,
    }
    return render(request, "newsroom/desk/deliveries.html", told)


def _named(deliveries: QuerySet[Delivery]) -> list[tuple[Delivery, str]]:
    """The first of them, each with what its kind is called."""
    return [(delivery, str(KINDS[delivery.kind].label)) for delivery in deliveries[:MAX_SHOWN]]


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    retry(_theirs(request, pk))
    messages.success(request, _("It will be tried again in a moment."))
    return redirect("byline_deliveries")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    forget(_theirs(request, pk))
    messages.success(request, _("It has been deleted."))
    return redirect("byline_deliveries")


def _sites(request: HttpRequest) -> list[Site]:
    """The sites that are theirs to run. Raises PermissionDenied where there is none."""
    sites = list(run_sites(request.user))
    if not sites:
        raise PermissionDenied
    return sites


def _theirs(request: HttpRequest, pk: int) -> Delivery:
    """Something given up by a site that they run. Raises Http404 for whatever else, or when somebody was quicker."""
    found: Delivery = get_object_or_404(dead_deliveries(_sites(request)), pk=pk)
    return found
