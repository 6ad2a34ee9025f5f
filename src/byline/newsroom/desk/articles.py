from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from byline.newsroom.choices import Label
from byline.newsroom.contributor_policy import CHOOSE, contributor_policy
from byline.newsroom.models import Article, Byline, Contributor, SectionPage
from byline.newsroom.page_policy import page_policy
from byline.newsroom.permissions import sections_to_file_in


def _sections(request: HttpRequest) -> QuerySet[SectionPage]:
    explorable = page_policy.explorable_instances(request.user)
    sections: QuerySet[SectionPage] = SectionPage.objects.filter(
        pk__in=explorable.values("pk")
    ).order_by("path")
    return sections


def _contributors(request: HttpRequest) -> QuerySet[Contributor]:
    return contributor_policy.instances_user_has_any_permission_for(request.user, [CHOOSE])


class ArticleFilters(WagtailFilterSet):
    """Filters of the list of articles."""

    section = django_filters.ModelMultipleChoiceFilter(
        label=pgettext_lazy("of a newspaper", "Section"),
        queryset=_sections,
        widget=forms.CheckboxSelectMultiple,
    )
    label = django_filters.MultipleChoiceFilter(
        label=_("Label"), choices=Label.choices, widget=forms.CheckboxSelectMultiple
    )
    live = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("true", _("Published")), ("false", _("Draft"))],
        widget=forms.RadioSelect,
    )
    by = django_filters.ModelChoiceFilter(
        label=_("Byline"), field_name="bylines__contributor", queryset=_contributors
    )

    class Meta:
        model = Article
        fields: ClassVar[list[str]] = []


class ArticleIndexView(IndexView):
    base_filterset_class = ArticleFilters

    def annotate_queryset(self, pages: Any) -> Any:
        bylines = Byline.objects.select_related("contributor").order_by("sort_order")
        return (
            super()
            .annotate_queryset(pages)
            .select_related("section", "site")
            .prefetch_related(Prefetch("bylines", bylines))
        )


class SectionChoice(forms.Form):
    """The choice of a section for a new article."""

    parent_page = forms.ModelChoiceField(
        SectionPage.objects.none(),
        label=_("Which section?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, user: Any, *args: Any) -> None:
        super().__init__(*args)
        sections: Any = self.fields["parent_page"]
        sections.queryset = sections_to_file_in(user)
        sections.label_from_instance = _place_of


def _place_of(section: SectionPage) -> str:
    masthead = str(section.site.site_name or section.site.hostname)
    above = section.get_ancestors().type(SectionPage).values_list("title", flat=True)
    return " › ".join([masthead, *above, section.title])


class ChooseSectionView(ChooseParentView):
    page_title = _("Write an article")
    submit_button_label = _("Write")

    def get_form(self, form_class: Any = None) -> SectionChoice:
        return SectionChoice(
            self.request.user, *([self.request.POST] if self.request.method == "POST" else [])
        )


class ArticleListing(PageListingViewSet):
    """Every article that the person may see, in one list."""

    model = Article
    icon = "doc-full"
    menu_label = _("Articles")
    menu_name = "articles"
    menu_order = 50
    add_to_admin_menu = True
    url_prefix = "articles"
    name = "articles"
    index_view_class = ArticleIndexView
    choose_parent_view_class = ChooseSectionView
    columns: ClassVar = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column(
            "section",
            label=pgettext_lazy("of a newspaper", "Section"),
            accessor="section.title",
            width="12%",
        ),
        Column("names", label=_("Byline"), width="18%"),
        DateColumn("published_at", label=_("Published"), sort_key="published_at", width="12%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
    filterset_class = ArticleFilters
