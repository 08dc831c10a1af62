"""A question of a form.

Its name and the keys of its choices stay what they were first: messages are stored under them, in
every language and whatever is reworded later.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.forms import _split_by_newline_or_comma
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField
from wagtail.coreutils import safe_snake_case
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

SECTOR = "sector"
CONSENT = "consent"
WITH_CHOICES = ("checkboxes", "dropdown", "multiselect", "radio")
KEPT_IN_EVERY_LANGUAGE = ("clean_name", "field_type", "required", "purpose")


class FormField(TranslatableMixin, AbstractFormField):
    """A question: its words, its kind, and how a browser may help to answer it."""

    class Purpose(models.TextChoices):
        """What the answer is, in the words of HTML: browsers then fill it in by themselves."""

        NAME = "name", _("Whole name")
        GIVEN_NAME = "given-name", _("First name")
        FAMILY_NAME = "family-name", _("Family name")
        EMAIL = "email", _("E-mail address")
        TELEPHONE = "tel", _("Telephone number")
        STREET = "street-address", _("Street and number")
        POSTAL_CODE = "postal-code", _("Postal code")
        TOWN = "address-level2", _("Town")
        COUNTRY = "country-name", _("Country")
        ORGANISATION = "organization", _("Company or organisation")
        OCCUPATION = "organization-title", _("Occupation")

    page = ParentalKey("contact.ContactPage", on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(
        _("kind of answer"),
        max_length=16,
        choices=[*FORM_FIELD_CHOICES, (SECTOR, _("Sector")), (CONSENT, _("Consent"))],
        help_text=_(
            "“Sector” offers the sectors of the union in the reader's language, and the answer "
            "decides who gets the message. “Consent” is a box that must be ticked."
        ),
    )
    purpose = models.CharField(
        _("what it asks for"),
        max_length=20,
        choices=Purpose.choices,
        blank=True,
        help_text=_(
            "Lets browsers fill in what they know. Leave it empty for all other questions."
        ),
    )
    choice_keys = models.JSONField(default=list, editable=False)

    panels = [
        FieldPanel(
            "label", heading=_("Question"), help_text=_("For example: How should we call you?")
        ),
        FieldPanel(
            "help_text",
            heading=_("Explanation"),
            help_text=_("A sentence under the question, where it needs one."),
        ),
        FieldRowPanel(
            [
                FieldPanel("field_type"),
                FieldPanel("required", heading=_("An answer is needed")),
            ]
        ),
        FieldPanel(
            "choices",
            help_text=_(
                "One per line. Only for the kinds of answer that offer several: boxes to tick, "
                "buttons, lists."
            ),
        ),
        FieldPanel("purpose"),
        FieldPanel(
            "default_value",
            heading=_("Answer written in beforehand"),
            help_text=_("Readers may change it. Most questions have none."),
        ),
    ]

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in KEPT_IN_EVERY_LANGUAGE
    ]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.label

    def get_field_clean_name(self) -> str:
        """The name under which answers are stored, from the label as it is first."""
        return safe_snake_case(self.label) or "field"

    def clean(self):
        """Says what is missing.

        Raises:
            ValidationError: a question with choices has none.
        """
        super().clean()
        if self.field_type in WITH_CHOICES and not self.choice_labels():
            raise ValidationError({"choices": _("Write the choices, one per line.")})

    def save(self, *args, **kwargs):
        """Gives keys to new choices. A translation keeps those that it was given."""
        if not self.choice_keys or self.page.is_original:
            self.choice_keys = keyed(self.choice_labels(), self.choice_keys)
        super().save(*args, **kwargs)

    def choice_labels(self) -> list[str]:
        """The choices as this language words them."""
        if self.field_type not in WITH_CHOICES:
            return []
        return [line for line in _split_by_newline_or_comma(self.choices) if line]

    def keyed_choices(self) -> list[tuple[str, str]]:
        """(key, label) of each choice; what a translation lacks is said as the original does."""
        labels = self.choice_labels()
        known = self.choice_keys or keyed(labels, [])
        return [
            (key, labels[place] if place < len(labels) else label)
            for place, (key, label) in enumerate(known)
        ]


def keyed(labels: list[str], known: list[list[str]]) -> list[list[str]]:
    """(key, label) of each choice, the keys as they were known before.

    A label that was there keeps its key wherever it stands now; one that was reworded in its
    place keeps it too, if the number of choices is the same.
    """
    keys = {label: key for key, label in known}
    taken, result = set(), []
    for place, label in enumerate(labels):
        key = keys.get(label)
        if key is None and len(labels) == len(known) and known[place][1] not in labels:
            key = known[place][0]
        result.append([key, label])
        taken.add(key)
    taken |= {key for key, _label in known}
    for pair in result:
        if pair[0] is None:
            pair[0] = _new_key(pair[1], taken)
            taken.add(pair[0])
    return result


def _new_key(label: str, taken: set) -> str:
    base = safe_snake_case(label)[:40] or "choice"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
