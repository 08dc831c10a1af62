"""The screens of the trash: what is in it, where to put what lost its place, the last question."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages as admin_messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, get_page_models

from cms.models.trash import KEPT_DAYS, TrashEntry
from cms.trash.files import restore_file
from cms.trash.restoring import place_of, restore_page
from cms.trash.rights import RightsOf, entries_for, may_have_trash, visible_entry

ROWS_ON_A_SCREEN = 25
FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"


class TrashView(WagtailAdminTemplateMixin):
    """A screen of the trash, for members who may delete something."""

    header_icon = "bin"

    def dispatch(self, request, *args, **kwargs):
        """Lets in who may delete.

        Raises:
            PermissionDenied: the member may delete nothing at all.
        """
        if not may_have_trash(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Home, the trash, this screen."""
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("trash:index"), "label": _("Trash")},
        ]
        title = self.get_page_title()
        return items if title == _("Trash") else [*items, {"url": "", "label": title}]

    @cached_property
    def entry(self) -> TrashEntry:
        """The entry that the address names.

        Raises:
            Http404: there is none, or it is none of the member's business.
        """
        entry = visible_entry(self.request.user, self.kwargs["pk"])
        if entry is None:
            raise Http404("no such entry")
        return entry


class IndexView(TrashView, TemplateView):
    """What the member may bring back, the latest first."""

    template_name = "trash/index.html"
    page_title = gettext_lazy("Trash")

    def get_context_data(self, **kwargs):
        """Adds the rows of this screen."""
        entries = entries_for(self.request.user)
        screen = Paginator(entries, ROWS_ON_A_SCREEN).get_page(self.request.GET.get("p"))
        rights = RightsOf(self.request.user, screen.object_list)
        return super().get_context_data(**kwargs) | {
            "rows": [(entry, rights.may_erase(entry)) for entry in screen.object_list],
            "screen": screen,
            "elided_page_range": screen.paginator.get_elided_page_range(screen.number),
            "kept_days": KEPT_DAYS,
        }


def bring_back(request, entry: TrashEntry, place: Page | None = None, live: bool = True):
    """Restores an entry, and the translations that went with it and have their place; says so."""
    if entry.kind != TrashEntry.Kind.PAGE:
        restored = restore_file(entry, request.user)
        app = "wagtailimages:edit" if entry.kind == TrashEntry.Kind.PICTURE else "wagtaildocs:edit"
        _say_restored(request, entry.title, reverse(app, args=[restored.pk]))
        return
    companions = TrashEntry.objects.defer("rows").filter(batch=entry.batch).exclude(pk=entry.pk)
    page = restore_page(entry, request.user, place=place, live=live)
    _say_restored(request, entry.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    back = 0
    for companion in RightsOf(request.user, companions).restorable():
        if place_of(companion):
            restore_page(companion, request.user)
            back += 1
    if back:
        words = ngettext(
            "%(count)d translation came back with it.",
            "%(count)d translations came back with it.",
            back,
        )
        messages.success(request, words % {"count": back})


def _say_restored(request, title: str, address: str) -> None:
    words = _("“%(title)s” is back.") % {"title": title}
    admin_messages.success(request, words, buttons=[admin_messages.button(address, _("Open"))])


class RestoreView(TrashView, View):
    """Puts an entry back where it was; asks for a place where there is none any more."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """A press of the button."""
        if self.entry.kind == TrashEntry.Kind.PAGE and place_of(self.entry) is None:
            return redirect("trash:place", self.entry.pk)
        bring_back(request, self.entry)
        return redirect("trash:index")


class PlaceForm(forms.Form):
    """Under which page a page is put whose own place is gone."""

    def __init__(self, *args, entry: TrashEntry, user, model: type[Page], **kwargs):
        super().__init__(*args, **kwargs)
        self.entry, self.user, self.model = entry, user, model
        self.fields["place"] = forms.ModelChoiceField(
            Page.objects.filter(depth__gt=1),
            label=_("Put it under"),
            widget=AdminPageChooser(target_models=model.allowed_parent_page_models()),
        )

    def clean_place(self) -> Page:
        """A page of the same language that may hold such a page, and that is the member's.

        Raises:
            ValidationError: it is none.
        """
        place = self.cleaned_data["place"].specific
        if place.locale.language_code != self.entry.language:
            raise forms.ValidationError(_("Choose a page in the language of the one you restore."))
        if not self.model.can_exist_under(place):
            raise forms.ValidationError(_("A page of this kind cannot stand there."))
        if not place.permissions_for_user(self.user).can_add_subpage():
            raise forms.ValidationError(_("You may not add pages there."))
        return place


class PlaceView(TrashView, FormView):
    """Asks where a page goes that has lost the one above it."""

    template_name = "trash/place.html"
    form_class = PlaceForm
    page_title = gettext_lazy("Choose a place")

    def get_page_subtitle(self):
        """Which page it is about."""
        return self.entry.title

    def get_form_kwargs(self):
        """With the entry and its type.

        Raises:
            Http404: it is no page, or of a type that the site knows no more.
        """
        models = {model._meta.label_lower: model for model in get_page_models()}
        model = models.get(self.entry.model)
        if self.entry.kind != TrashEntry.Kind.PAGE or model is None:
            raise Http404("no page")
        return super().get_form_kwargs() | {
            "entry": self.entry,
            "user": self.request.user,
            "model": model,
        }

    def get_context_data(self, **kwargs):
        """Adds the entry, and where it was, kept in its own direction among the words about it."""
        place = f"{FIRST_STRONG_ISOLATE}{self.entry.place}{POP_DIRECTIONAL_ISOLATE}"
        return super().get_context_data(**kwargs) | {"entry": self.entry, "place": place}

    def form_valid(self, form):
        """There it goes; as drafts, where the member may not publish."""
        place = form.cleaned_data["place"]
        live = place.permissions_for_user(self.request.user).can_publish()
        bring_back(self.request, self.entry, place, live)
        return redirect("trash:index")


class EraseView(TrashView, TemplateView):
    """Asks, and gives an entry up for good."""

    template_name = "trash/erase.html"
    page_title = gettext_lazy("Erase for good")

    @property
    def may_erase(self) -> bool:
        """Whether the member has the right."""
        return RightsOf(self.request.user, [self.entry]).may_erase(self.entry)

    def dispatch(self, request, *args, **kwargs):
        """For who may.

        Raises:
            PermissionDenied: the member sees the entry, but may not erase it.
        """
        if may_have_trash(request.user) and not self.may_erase:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        """What is erased."""
        return self.entry.title

    def get_context_data(self, **kwargs):
        """Adds the entry."""
        return super().get_context_data(**kwargs) | {"entry": self.entry}

    def post(self, request, pk):
        """It was confirmed."""
        title = self.entry.title
        self.entry.delete()
        messages.success(request, _("“%(title)s” is erased for good.") % {"title": title})
        return redirect("trash:index")
