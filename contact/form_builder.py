"""From questions to a form that browsers, screen readers and hurried people can use.

Wagtail's form builder, with what it lacks: stable keys of choices, sectors, consent, what browsers
may fill in, and errors that say what to do.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from contact.questions import Question

LINE_LENGTH = 300
# Ten thousand words of a language with long ones, and half as much again.
TEXT_LENGTH = 120_000

REQUIRED = _("Answer this question.")
ERRORS = {
    "singleline": {"required": _("Write a few words here.")},
    "multiline": {"required": _("Write your message here.")},
    "email": {
        "required": _("Write your e-mail address: without it we cannot answer."),
        "invalid": _("Write a whole e-mail address, such as name@example.org."),
    },
    "url": {"invalid": _("Write a whole address, such as https://example.org.")},
    "number": {"invalid": _("Write a number in figures.")},
    "date": {"invalid": _("Write a date such as 2026-05-01.")},
    "datetime": {"invalid": _("Write a date and a time such as 2026-05-01 18:30.")},
    "checkbox": {"required": _("Tick this box to go on.")},
    "consent": {"required": _("Without your consent we may not keep your message. Tick this box.")},
    "sector": {"required": _("Choose a sector, so that your message reaches the right people.")},
}


class MessageForm(BaseForm):
    """A form of ours. Its template asks browsers not to check it in a language of their own."""

    use_required_attribute = True


class MessageFormBuilder(FormBuilder):
    """Builds the class of a form from `Question`s."""

    def get_form_class(self) -> type[MessageForm]:
        """The class."""
        return type("BuiltForm", (MessageForm,), self.formfields)

    def get_field_options(self, field: Question) -> dict:
        """Adds our words for errors; a group of boxes has no default of one text."""
        options = super().get_field_options(field)
        # The template escapes it: it is text.
        options["help_text"] = field.help_text
        options["error_messages"] = {"required": REQUIRED, **ERRORS.get(field.field_type, {})}
        if field.choices:
            chosen = {line.strip() for line in field.default_value.replace(",", "\n").splitlines()}
            initial = [key for key, label in field.choices if label in chosen]
            many = field.field_type in ("checkboxes", "multiselect")
            options["initial"] = initial if many else next(iter(initial), None)
        return options

    def get_formatted_field_choices(self, field: Question) -> list[tuple[str, str]]:
        """The choices by their keys; a list that may stay unanswered opens with nothing chosen."""
        if field.field_type in ("dropdown", "sector"):
            return [("", _("Choose…")), *field.choices]
        return list(field.choices)

    def create_singleline_field(self, field: Question, options: dict) -> forms.Field:
        """One line; a telephone's keyboard for telephone numbers."""
        kind = "tel" if field.purpose == "tel" else "text"
        direction = "ltr" if kind == "tel" else "auto"
        widget = forms.TextInput({"type": kind, "dir": direction, **self._autocomplete(field)})
        return forms.CharField(max_length=LINE_LENGTH, widget=widget, **options)

    def create_multiline_field(self, field: Question, options: dict) -> forms.Field:
        """A long text. The browser does not cut it: what is too long is said, not lost."""
        widget = LongText({"rows": 9, "dir": "auto", **self._autocomplete(field)})
        limit = _("At most %(limit_value)d characters; yours has %(show_value)d. Send it in parts.")
        options["error_messages"]["max_length"] = limit
        return forms.CharField(max_length=TEXT_LENGTH, widget=widget, **options)

    def create_email_field(self, field: Question, options: dict) -> forms.Field:
        """An e-mail address, as the keyboard and the browser know it."""
        attributes = {"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
        widget = forms.EmailInput({**self._autocomplete(field), **attributes})
        return forms.EmailField(widget=widget, **options)

    def create_url_field(self, field: Question, options: dict) -> forms.Field:
        """An address of the web."""
        field = super().create_url_field(field, options)
        field.widget.attrs |= {"dir": "ltr", "placeholder": "https://"}
        return field

    def create_number_field(self, field: Question, options: dict) -> forms.Field:
        """A number: figures on the keyboard, without the arrows that change it by accident."""
        widget = forms.TextInput({"inputmode": "decimal"})
        return forms.DecimalField(widget=widget, max_digits=20, **options)

    def create_date_field(self, field: Question, options: dict) -> forms.Field:
        """A day, chosen in the browser's own calendar."""
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def create_datetime_field(self, field: Question, options: dict) -> forms.Field:
        """A day and a time."""
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
        return forms.DateTimeField(widget=widget, input_formats=formats, **options)

    def create_sector_field(self, field: Question, options: dict) -> forms.Field:
        """The sectors of the vocabulary."""
        choices = self.get_formatted_field_choices(field)
        return forms.ChoiceField(choices=choices, **options)

    def create_consent_field(self, field: Question, options: dict) -> forms.Field:
        """A box that must be ticked."""
        options.pop("initial")
        return forms.BooleanField(**options)

    def create_checkbox_field(self, field: Question, options: dict) -> forms.Field:
        """One box, unticked."""
        options.pop("initial")
        return forms.BooleanField(**options)

    def create_hidden_field(self, field: Question, options: dict) -> forms.Field:
        """What the form says by itself, such as a campaign's name."""
        options["required"] = False
        return forms.CharField(max_length=LINE_LENGTH, widget=forms.HiddenInput, **options)

    @staticmethod
    def _autocomplete(field: Question) -> dict:
        return {"autocomplete": field.purpose} if field.purpose else {}


class LongText(forms.Textarea):
    """A text area without `maxlength`: a browser would cut what is pasted without a word."""

    def get_context(self, name, value, attrs):
        """Django's, without the limit."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context
