"""The lists of communiqués and of dossiers in the admin: by sector, kind, date and language."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters.filters import (
    DateFromToRangeFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.filters import DateRangePickerWidget, LocaleFilter
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from cms.desk.states import State
from cms.explorer.listing import (
    LanguagesColumn,
    TranslationFilter,
    TranslationFiltersMixin,
    VersionsMixin,
)
from cms.roles.carrying import HOME_DEPTH
from sectors.models import CommuniquePage, DossierPage, Sector


class PublicationFilterSet(TranslationFiltersMixin, PageFilterSet):
    """The filters that communiqués and dossiers share."""

    sectors = ModelMultipleChoiceFilter(
        label=_("Sector"),
        queryset=Sector.objects.all(),
        method="filed_under",
        widget=CheckboxSelectMultiple,
    )
    locale = LocaleFilter(label=_("Language"), choices=settings.LANGUAGES, widget=RadioSelect)
    date = DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    into = TranslationFilter(label=_("Translation into"), choices=settings.LANGUAGES)
    state = TranslationFilter(label=_("State of the translation"), choices=State.choices)
    # Of Wagtail's, what says nothing about a publication.
    site = has_child_pages = latest_revision_created_at = owner = edited_by = None

    class Meta(PageFilterSet.Meta):
        pass

    def filed_under(self, queryset, name, sectors):
        """Those of any of the sectors, each once."""
        if not sectors:
            return queryset
        model = queryset.model
        filed = model.objects.filter(sectors__in=sectors).order_by().values("pk")
        return queryset.filter(pk__in=filed)


class CommuniqueFilterSet(PublicationFilterSet):
    """Communiqués have kinds."""

    kind = MultipleChoiceFilter(
        label=_("Kind"), choices=CommuniquePage.Kind.choices, widget=CheckboxSelectMultiple
    )

    class Meta(PageFilterSet.Meta):
        model = CommuniquePage


class DossierFilterSet(PublicationFilterSet):
    """Dossiers have none."""

    class Meta(PageFilterSet.Meta):
        model = DossierPage


BEFORE = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("lead_sector", label=_("Sector"), width="12%"),
]
AFTER = [
    Column("date", label=_("Date"), sort_key="date", width="10%"),
    LanguagesColumn("languages", label=_("Languages"), width="20%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="10%"),
]


class PublicationListView(VersionsMixin, IndexView):
    """Those that a member may look after, the newest first."""

    add_item_label = _("Write a dossier")

    default_ordering = "-date"
    # The column of languages says it already.
    show_locale_labels = False
    base_columns = [*BEFORE, *AFTER]

    def get_context_data(self, **kwargs):
        """Looks up the sectors of this screen at once."""
        context = super().get_context_data(**kwargs)
        prefetch_related_objects(list(context["object_list"]), "lead_sector")
        return context


class CommuniqueListView(PublicationListView):
    """With the kind of each."""

    add_item_label = _("Write a communiqué")
    base_columns = [
        *BEFORE,
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind", width="12%"),
        *AFTER,
    ]


class PublicationMenuItem(MenuItem):
    """A list in the menu, for those who look after pages.

    For whoever writes it opens in the language of their admin, which they can take away there;
    translators see all languages.
    """

    def is_shown(self, request):
        """Whether the member sees it."""
        return page_permission_policy.user_has_any_permission(
            request.user, {"add", "change", "publish"}
        )

    def render_component(self, request):
        """With the filter in its address."""
        component = super().render_component(request)
        if _writes(request.user):
            component.url = f"{self.url}?locale={get_language()}"
        return component


def _writes(user) -> bool:
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    return user.is_superuser or any(right.page.depth != HOME_DEPTH for right in rights)


class CommuniqueListing(PageListingViewSet):
    """Every communiqué."""

    name = "communiques"
    model = CommuniquePage
    icon = "doc-full"
    menu_label = _("Communiqués")
    menu_order = 20
    menu_item_class = PublicationMenuItem
    add_to_admin_menu = True
    index_view_class = CommuniqueListView
    filterset_class = CommuniqueFilterSet


class DossierListing(PageListingViewSet):
    """Every dossier."""

    name = "dossiers"
    model = DossierPage
    icon = "folder-open-1"
    menu_label = _("Dossiers")
    menu_order = 30
    menu_item_class = PublicationMenuItem
    add_to_admin_menu = True
    index_view_class = PublicationListView
    filterset_class = DossierFilterSet
