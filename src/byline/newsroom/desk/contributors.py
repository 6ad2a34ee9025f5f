from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from byline.newsroom import actions
from byline.newsroom.contributor_policy import CHOOSE, contributor_policy
from byline.newsroom.editing.contributor_form import ContributorForm, NewContributorForm
from byline.newsroom.models import Contributor


class CreateContributor(NewContributorForm):
    def save(self, commit: bool = True) -> Contributor:
        return actions.add_contributor(**self.cleaned_data)


class OwnSitesMixin:
    """Limits a view of the chooser to contributors whom the person may name in bylines."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[Contributor]:
        return contributor_policy.instances_user_has_any_permission_for(self.request.user, [CHOOSE])

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_creation_form_kwargs()  # type: ignore[misc]
        return kwargs | {"for_user": self.request.user}


class ChooseContributorView(OwnSitesMixin, ChooseView):
    pass


class ContributorResultsView(OwnSitesMixin, ChooseResultsView):
    pass


class CreateContributorView(OwnSitesMixin, SnippetCreateView):
    pass


class ContributorChooser(SnippetChooserViewSet):
    """The chooser for bylines."""

    choose_view_class = ChooseContributorView
    choose_results_view_class = ContributorResultsView
    create_view_class = CreateContributorView
    search_tab_label = _("Existing contributor")
    creation_tab_label = _("Somebody new")
    create_action_label = _("Add contributor")
    creation_form_class = CreateContributor
    create_action_clicked_label = _("Adding …")


class ContributorViewSet(SnippetViewSet):
    """The list of contributors at the desk."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_name = "contributors"
    menu_order = 150
    add_to_admin_menu = True
    url_prefix = "contributors"
    list_display: ClassVar = ["name", "position", "email", "site"]
    chooser_viewset_class = ContributorChooser
    edit_handler = ObjectList(Contributor.panels, base_form_class=ContributorForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        return contributor_policy.instances_user_has_any_permission_for(request.user, ["change"])
