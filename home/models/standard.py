"""The plain page: about, statutes, legal notice, privacy, accessibility, joining."""

from django.utils.translation import gettext_lazy as _

from cms.models import BasePage, BodyMixin, PictureMixin, SummaryMixin


class StandardPage(SummaryMixin, PictureMixin, BodyMixin, BasePage):
    """A title, a summary, a text made of blocks."""

    content_panels = [
        *BasePage.content_panels,
        *SummaryMixin.summary_panels,
        *BodyMixin.body_panels,
        *PictureMixin.picture_panels,
    ]

    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage", "sectors.SectorPage"]
    subpage_types = ["home.StandardPage", "contact.ContactPage"]
    search_labels = ("picture_alt",)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
