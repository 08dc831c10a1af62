"""What lists of pages share: the column of languages, the filter by the state of a translation."""

from operator import itemgetter

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import LocaleFilter
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, Page, get_page_models

from cms.desk.matrix import site_locales
from cms.desk.states import TO_DO, State, originals, originals_to_do
from cms.explorer.versions import attach_versions
from cms.visibility import restricted_paths


class LanguagesColumn(BaseColumn):
    """Each language of the site with the state of the page in it."""

    cell_template_name = "explorer/languages_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        """Adds what `attach_versions` found."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"versions": getattr(instance, "versions", [])}


class TranslationFilter(ChoiceFilter):
    """One of two filters that go together: `TranslationFiltersMixin` looks at both."""

    def __init__(self, **options):
        super().__init__(widget=RadioSelect, empty_label=_("Any"), **options)

    def filter(self, queryset, value):
        """Leaves it to the whole."""
        return queryset


class TranslationFiltersMixin:
    """Two filters that go together: into which language, and how far."""

    def filter_queryset(self, queryset):
        """Narrows by both at once; a language alone asks for what is to do in it."""
        queryset = super().filter_queryset(queryset)
        code = self.form.cleaned_data.get("into")
        state = self.form.cleaned_data.get("state")
        if not code and not state:
            return queryset
        locales = Locale.objects.filter(language_code=code) if code else Locale.objects.all()
        states = {state} if state else TO_DO
        wanted = Page.objects.none()
        for locale in locales:
            wanted |= Page.objects.filter(pk__in=self._originals(locale, states))
        keys = wanted.order_by().values("translation_key")
        return queryset.filter(translation_key__in=keys)

    @staticmethod
    def _originals(locale: Locale, states):
        existing = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=locale, alias_of=None
        )
        pages = Page.objects.filter(pk__in=originals_to_do(locale.pk, states))
        if State.MISSING in states:
            pages |= originals().filter(~Exists(existing))
        return pages.order_by().values("pk")


def page_types() -> list[tuple[int, str]]:
    """Every type of page with its name, in alphabetical order; the process knows their numbers."""
    types = ContentType.objects.get_for_models(*(set(get_page_models()) - {Page}))
    return sorted(
        ((type_.pk, get_content_type_label(type_)) for type_ in types.values()), key=itemgetter(1)
    )


class TreeFilterSet(TranslationFiltersMixin, GenericPageFilterSet):
    """The filters of the tree: what members look for, without lists of all members and sites."""

    owner = edited_by = site = None
    locale = LocaleFilter(label=_("Language"), choices=settings.LANGUAGES, widget=RadioSelect)
    into = TranslationFilter(label=_("Translation into"), choices=settings.LANGUAGES)
    state = TranslationFilter(label=_("State of the translation"), choices=State.choices)
    content_type = MultipleChoiceFilter(
        label=_("Page type"), choices=page_types, distinct=False, widget=CheckboxSelectMultiple
    )


class VersionsMixin:
    """A list that shows the languages of its pages.

    What Wagtail would ask the database about their types and languages, the process knows.
    """

    def annotate_queryset(self, pages):
        """As Wagtail's own, without the prefetching of types and languages."""
        wanted = super().annotate_queryset(pages).prefetch_related(None)
        return wanted.prefetch_related("sites_rooted_here").prefetch_workflow_states()

    def get_context_data(self, **kwargs):
        """Looks them up for the pages of this screen."""
        # Where Wagtail looks before it asks the database which pages are for some readers only.
        self.request.all_page_view_restriction_paths = restricted_paths()
        context = super().get_context_data(**kwargs)
        languages = {locale.pk: locale for locale in site_locales()}
        for page in context["object_list"]:
            page.content_type = page.cached_content_type
            page.locale = languages.get(page.locale_id) or page.locale
        attach_versions(context["object_list"], self.request.user)
        return context


def with_languages(columns: list) -> list:
    """Some columns of Wagtail's, with that of languages before the state of the page."""
    found = [one for one in columns if one.name != "status"]
    last = [one for one in columns if one.name == "status"]
    return [*found, LanguagesColumn("languages", label=_("Languages")), *last]


class TreeView(VersionsMixin, ExplorableIndexView):
    """The pages below a page."""

    base_filterset_class = TreeFilterSet
    base_columns = with_languages(ExplorableIndexView.base_columns)


class TreeViewSet(PageViewSet):
    """The tree of all pages, in the place of Wagtail's."""

    model = Page
    index_view_class = TreeView
    filterset_class = TreeFilterSet
