from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from byline.newsroom import actions
from byline.newsroom.models import Contributor


class NewContributor(forms.ModelForm):  # type: ignore[type-arg]
    """A new contributor, added while writing an article. Other fields can be filled in later."""

    class Meta:
        model = Contributor
        fields = ("name", "position")

    def save(self, commit: bool = True) -> Contributor:
        return actions.add_contributor(**self.cleaned_data)


class ContributorChooser(SnippetChooserViewSet):
    """The chooser for bylines."""

    search_tab_label = _("Existing contributor")
    creation_tab_label = _("Somebody new")
    create_action_label = _("Add contributor")
    creation_form_class = NewContributor
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
    list_display: ClassVar = ["name", "position", "email"]
    search_fields: ClassVar = ["name"]
    chooser_viewset_class = ContributorChooser
