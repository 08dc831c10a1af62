"""What the screens of the desk share: who may see them, and the way back to the table."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from cms.desk.permissions import may_translate, may_use_desk


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the desk, in Wagtail's admin."""

    header_icon = "globe"

    def dispatch(self, request, *args, **kwargs):
        """Lets translators in.

        Raises:
            PermissionDenied: the member may edit no page at all.
        """
        if not may_use_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Home, the desk, this screen."""
        desk = {"url": reverse("translation_desk:index"), "label": _("Translations")}
        return [*super().get_breadcrumbs_items(), desk, {"url": "", "label": self.get_page_title()}]

    def page_to_translate(self) -> tuple[Page, Locale]:
        """The page and the language that the address names.

        Raises:
            Http404: there is no such page or language.
            PermissionDenied: the member may not translate it.
        """
        page = get_object_or_404(Page, pk=self.kwargs["page_id"], depth__gt=1)
        locale = get_object_or_404(Locale, language_code=self.kwargs["code"])
        if page.alias_of_id:
            raise Http404("an alias")
        if not may_translate(self.request.user, page, locale):
            raise PermissionDenied
        return page, locale
