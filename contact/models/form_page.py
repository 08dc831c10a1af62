"""A page with a form that members build: contact, joining, press.

Its messages, recipients and retention are those of the original page, whatever a translation
says: a translator must not be able to send the union's mail elsewhere.
"""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import validate_to_address
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from cms.blocks import BodyStream
from cms.editing.forms import PageForm
from cms.editing.panels import folded
from cms.models import BasePage, BodyMixin, PictureMixin, SummaryMixin

from .settings import ContactSettings

LONGEST_RETENTION_DAYS = 1095
THANKS, EXAMPLE_RECEIPT = "thanks", "7KQM-4XTN-0PBD"
KEPT_IN_EVERY_LANGUAGE = (
    "kind",
    "to_address",
    "from_address",
    "sector_recipients",
    "retention_days",
    "acknowledge",
)


class ContactPageForm(PageForm, WagtailAdminFormPageForm):
    """A page's form, with the questions of the form that is being built."""


class ContactPage(SummaryMixin, PictureMixin, BodyMixin, RoutablePageMixin, BasePage):
    """A form with its introduction, its thanks, and a text below it."""

    class Kind(models.TextChoices):
        """What the form is for; joining is set as a poster."""

        CONTACT = "contact", _("Contact")
        JOINING = "joining", _("Joining")
        PRESS = "press", _("Press")

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.CONTACT,
        help_text=_("A form to join opens like a poster; the others are plain pages."),
    )
    introduction = StreamField(
        BodyStream(),
        verbose_name=_("text above the form"),
        blank=True,
        help_text=_("What one should know before writing. Keep it short: the form is what counts."),
    )
    form_title = models.CharField(
        _("title of the form"),
        max_length=80,
        blank=True,
        help_text=_("For example: Write to us."),
    )
    button_label = models.CharField(
        _("words on the button"), max_length=40, blank=True, help_text=_("Empty: “Send”.")
    )
    # A text field would be found by search, and thanks answer no question.
    thanks = models.CharField(
        _("thanks"),
        max_length=600,
        blank=True,
        help_text=_("Shown once the message has been sent: who answers, and when."),
    )
    to_address = models.CharField(
        _("who is told"),
        max_length=500,
        blank=True,
        validators=[validate_to_address],
        help_text=_(
            "E-mail addresses, separated by commas. They are told that a message has come, never "
            "what it says: it is read here. The same in every language."
        ),
    )
    from_address = models.EmailField(
        _("sender of our mail"),
        blank=True,
        help_text=_("The address that answers come from. Leave it empty to use the site's own."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("kept for (days)"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION_DAYS)],
        help_text=_(
            "After so many days a message is erased for good, with its notes and answers. "
            "Readers are told so under the form."
        ),
    )
    acknowledge = models.BooleanField(
        _("offer an acknowledgement"),
        default=True,
        help_text=_(
            "Those who write may ask for an e-mail that confirms the reception. "
            "It does not repeat the message."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        *SummaryMixin.summary_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("form_title"),
                InlinePanel("form_fields", label=_("question")),
                FieldPanel("button_label"),
                FieldPanel("thanks", widget=forms.Textarea({"rows": 3})),
            ],
            heading=_("Form"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("to_address"),
                InlinePanel("sector_recipients", label=_("recipients of a sector")),
            ],
            heading=_("Who is told of a message"),
        ),
        folded(
            [
                FieldPanel("retention_days"),
                FieldPanel("acknowledge"),
                FieldPanel("from_address"),
            ],
            heading=_("What becomes of a message"),
        ),
        folded(BodyMixin.body_panels, heading=_("Text below the form")),
        *PictureMixin.picture_panels,
        folded([FieldPanel("kind")], heading=_("What the form is for")),
    ]

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in KEPT_IN_EVERY_LANGUAGE
    ]

    base_form_class = ContactPageForm
    template = "contact/contact_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage", "sectors.SectorPage"]
    subpage_types: list[str] = []
    search_labels = ("picture_alt",)
    structured_data_type = "ContactPage"

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def get_context(self, request, *args, **kwargs):
        """Adds the notice that the law demands and the form: blank, or the `sheet` given."""
        from contact.sheet import Sheet

        context = super().get_context(request, *args, **kwargs)
        context["notice"] = ContactSettings.load(request_or_site=request)
        context["retention_days"] = self.original.retention_days
        context["sheet"] = kwargs["sheet"] if "sheet" in kwargs else Sheet.of_page(self)
        return context

    @property
    def preview_modes(self):
        """The thanks too: nobody sees them otherwise without writing to the union."""
        return [*super().preview_modes, (THANKS, _("The thanks"))]

    def serve_preview(self, request, mode_name):
        """The form, or the thanks with the number of no message."""
        if mode_name != THANKS:
            return super().serve_preview(request, mode_name)
        context = {**self.get_context(request, sheet=None), "receipt": EXAMPLE_RECEIPT}
        return TemplateResponse(request, "contact/thanks.html", context)

    @path("")
    def index_route(self, request):
        """The form, or what becomes of it."""
        from contact.serving import answer_form

        return answer_form(self, request)

    @path(_("thanks/<str:token>/"), name="thanks")
    def thanks_route(self, request, token):
        """The thanks for a message, with its number."""
        from contact.serving import answer_thanks

        return answer_thanks(self, request, token)

    @cached_property
    def original(self) -> "ContactPage":
        """The page of the translation group that was made first: it decides."""
        family = ContactPage.objects.filter(translation_key=self.translation_key)
        first = family.select_related("locale").order_by("pk").first()
        return self if first is None or first.pk == self.pk else first

    @property
    def is_original(self) -> bool:
        """Whether this is that page."""
        return self.original is self


class SectorRecipient(Orderable):
    """Who is told of the messages of one sector."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="sector_recipients")
    sector = models.ForeignKey(
        "sectors.Sector", verbose_name=_("sector"), on_delete=models.CASCADE, related_name="+"
    )
    to_address = models.CharField(
        _("who is told"),
        max_length=500,
        validators=[validate_to_address],
        help_text=_("E-mail addresses, separated by commas, instead of those of the form."),
    )

    panels = [FieldPanel("sector"), FieldPanel("to_address")]

    class Meta(Orderable.Meta):
        verbose_name = _("recipients of a sector")
        verbose_name_plural = _("recipients of sectors")
