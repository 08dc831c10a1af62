"""The form that founds a sector, in the admin."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from sectors.founding import NoSectorIndexError, found_sector, rarest_colour
from sectors.models import Sector

PERMISSION = "sectors.add_sector"


def names_of(locales: Iterable[Locale]) -> str:
    """The names of some languages, in a row."""
    return ", ".join(locale.get_display_name() for locale in locales)


class FoundingForm(forms.ModelForm):
    """The name in every language, and three facts that have a default."""

    slug = forms.SlugField(
        required=False,
        help_text=gettext_lazy("Leave it empty: it is made of the French name."),
    )
    live = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Show its page to readers at once"),
        help_text=gettext_lazy(
            "In the languages for which you give a name. In the others it waits as a draft for "
            "its translators."
        ),
    )

    class Meta:
        model = Sector
        fields = [*(f"name_{code}" for code, _name in settings.LANGUAGES), "colour", "email"]
        widgets = {"colour": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].label = capfirst(_("address"))
        self.fields["colour"].initial = rarest_colour()
        for code, language in settings.LANGUAGES:
            field = self.fields[f"name_{code}"]
            field.label = _("Name (%(language)s)") % {"language": language}
            field.required = code == settings.LANGUAGE_CODE
            field.widget.attrs["lang"] = code
        self.order_fields([*(f"name_{code}" for code, _name in settings.LANGUAGES), "slug"])

    def clean(self):
        """Gives the sector an address that no other has."""
        cleaned = super().clean()
        slug = cleaned.get("slug") or slugify(cleaned.get("name_fr", ""))
        if slug and Sector.objects.filter(slug=slug).exists():
            self.add_error("slug", _("Another sector has this address."))
        self.instance.slug = slug
        return cleaned


class FoundingView(WagtailAdminTemplateMixin, FormView):
    """ "Make a sector": one form, one step."""

    template_name = "sectors/founding_form.html"
    form_class = FoundingForm
    page_title = gettext_lazy("Make a sector")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        """Lets coordinators in.

        Raises:
            PermissionDenied: the member may not add sectors.
        """
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        """Founds it, says what was made, and leads to its page in the editor."""
        try:
            founded = found_sector(
                form.instance, live=form.cleaned_data["live"], user=self.request.user
            )
        except NoSectorIndexError:
            form.add_error(None, _("The site has no page of sectors yet: make that one first."))
            return self.form_invalid(form)
        words = _(
            "“%(name)s” has its page in these languages: %(languages)s. What is left to do: add "
            "members to its two groups, “%(writers)s” and “%(moderators)s”."
        )
        messages.success(
            self.request,
            words
            % {
                "name": founded.sector,
                "languages": names_of(page.locale for page in founded.pages),
                "writers": founded.team.writers,
                "moderators": founded.team.moderators,
            },
        )
        if founded.left_out:
            words = _("Left out, for they have no page of sectors yet: %(languages)s.")
            messages.warning(self.request, words % {"languages": names_of(founded.left_out)})
        page = founded.pages[0]
        if page.permissions_for_user(self.request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", page.pk)
        return redirect(reverse("wagtailadmin_home"))
