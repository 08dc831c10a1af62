"""The small forms of a message's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.access import members_for
from contact.models import Message

LONGEST_TEXT = 50_000


class StatusForm(forms.Form):
    """How far a message has come."""

    status = forms.ChoiceField(label=_("Status"), choices=Message.Status.choices)


class MemberChoice(forms.ModelChoiceField):
    """Members by the name that others know."""

    def label_from_instance(self, obj) -> str:
        """The whole name, or the account's."""
        return obj.get_full_name() or obj.get_username()


class AssignForm(forms.Form):
    """Who looks after a message: one of those who may read it."""

    member = MemberChoice(
        label=_("Assigned to"), queryset=None, required=False, empty_label=_("Nobody")
    )

    def __init__(self, message: Message, data=None):
        super().__init__(data, initial={"member": message.assigned_to_id})
        self.fields["member"].queryset = members_for(message)


class NoteForm(forms.Form):
    """Words among members."""

    note = forms.CharField(
        label=_("New note"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class AnswerForm(forms.Form):
    """Words to whoever wrote."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
