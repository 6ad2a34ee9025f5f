"""Deliveries that were given up or fail: managing editors see, retry or delete them."""

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
    """Deliveries that were given up, and those that fail but are still retried."""
    sites = _sites(request)
    dead, failing = dead_deliveries(sites), failing_deliveries(sites)
    context = {
        "dead": _named(dead),
        "number": dead.count(),
        "failing": _named(failing),
        "many_sites": len(sites) > 1,
    }
    return render(request, "newsroom/desk/deliveries.html", context)


def _named(deliveries: QuerySet[Delivery]) -> list[tuple[Delivery, str]]:
    """The first MAX_SHOWN deliveries, each with the name of its kind."""
    return [(delivery, str(KINDS[delivery.kind].label)) for delivery in deliveries[:MAX_SHOWN]]


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    retry(_own_delivery(request, pk))
    messages.success(request, _("The delivery will be tried again in a moment."))
    return redirect("byline_deliveries")


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    forget(_own_delivery(request, pk))
    messages.success(request, _("The delivery has been deleted."))
    return redirect("byline_deliveries")


def _sites(request: HttpRequest) -> list[Site]:
    """The sites that the person runs. Raises PermissionDenied without any."""
    sites = list(run_sites(request.user))
    if not sites:
        raise PermissionDenied
    return sites


def _own_delivery(request: HttpRequest, pk: int) -> Delivery:
    """A delivery that one of the person's sites gave up. Raises Http404 if there is none."""
    delivery: Delivery = get_object_or_404(dead_deliveries(_sites(request)), pk=pk)
    return delivery
