"""Sends several documents at once from within the editor: the leaflets of a communiqué, say.

Wagtail's chooser sends one file at a time. Where several may be chosen, this one's second tab takes
as many as are dropped on it; each is named after its file and checked as Wagtail checks one.
"""

import re
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.chooser import (
    DocumentChooserUploadView,
    DocumentChooserViewSet,
    DocumentChooseView,
    DocumentCreationFormMixin,
)
from wagtail.models import Collection

MOST_FILES = 20


def title_of(filename: str) -> str:
    """A title from the name of a file: `tract_1er-mai.pdf` is "Tract 1er mai"."""
    words = re.sub(r"[\s_-]+", " ", PurePath(filename).stem).strip()
    return words[:1].upper() + words[1:] or filename


class SeveralFilesInput(forms.ClearableFileInput):
    """A field to drop files on."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """As many files as are given, each one checked by the form of a document."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None) -> list:
        """The files.

        Raises:
            ValidationError: there is none, one is empty, or there are too many.
        """
        files = [super(SeveralFilesField, self).clean(each, initial) for each in data or [None]]
        if len(files) > MOST_FILES:
            message = _("Send at most %(number)s files at once.")
            raise forms.ValidationError(message, params={"number": MOST_FILES})
        return files


class SeveralDocumentsForm(forms.Form):
    """Files, and what they have in common."""

    files = SeveralFilesField(
        label=_("Files"),
        help_text=_("Choose several, or drop them here. Each is named after its file."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        help_text=_("The language these documents are written in."),
    )
    collection = CollectionChoiceField(
        label=_("Collection"), queryset=Collection.objects.none(), empty_label=None
    )

    def __init__(self, *args, user, instance=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.documents = user, []
        allowed = permission_policy.collections_user_has_permission_for(user, "add")
        self.fields["collection"].queryset = allowed
        if len(allowed) == 1:
            self.fields["collection"].widget = forms.HiddenInput()
            self.fields["collection"].initial = allowed[0]

    def clean(self):
        """Checks each file, and names those that are refused."""
        cleaned = super().clean()
        common = {name: self[name].value() for name in ("language", "collection")}
        self.documents = [self._form_of(file, common) for file in cleaned.get("files", [])]
        refused = [form for form in self.documents if not form.is_valid()]
        if refused and not self.errors:
            faults = [
                (form.files["file"].name, message)
                for form in refused
                for messages in form.errors.values()
                for message in messages
            ]
            self.add_error("files", format_html_join(" ", "{}: {}", faults))
        return cleaned

    def _form_of(self, file, common: dict):
        model = get_document_model()
        facts = {"title": title_of(file.name)[: model._meta.get_field("title").max_length]}
        document = model(uploaded_by_user=self.user)
        form = get_document_form(model)
        return form({**facts, **common}, {"file": file}, user=self.user, instance=document)

    @transaction.atomic
    def save(self) -> list:
        """The documents, all of them or none."""
        return [form.save() for form in self.documents]


class SeveralMixin(DocumentCreationFormMixin):
    """Offers the form for several where several may be chosen."""

    def get_creation_form_class(self):
        """Ours or Wagtail's."""
        several = self.request.GET.get("multiple")
        return SeveralDocumentsForm if several else super().get_creation_form_class()


class ChooseSeveralView(SeveralMixin, DocumentChooseView):
    """The list of documents and, on the second tab, the form."""


class SendSeveralView(SeveralMixin, DocumentChooserUploadView):
    """Takes the files and answers with all of them as chosen."""

    def get_chosen_response(self, item):
        """The documents that were made, several or one."""
        if isinstance(item, list):
            return self.get_multiple_chosen_response(item)
        return super().get_chosen_response(item)


class DocumentsChooserViewSet(DocumentChooserViewSet):
    """A chooser of documents that takes several files; every form chooses documents by it."""

    choose_view_class = ChooseSeveralView
    create_view_class = SendSeveralView


documents_chooser = DocumentsChooserViewSet(
    "documents_chooser", model=settings.WAGTAILDOCS_DOCUMENT_MODEL, url_prefix="documents/several"
)
