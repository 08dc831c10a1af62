"""By what the inbox can be narrowed: the facts that stand in clear, never the content."""

import re

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contact.models import ContactPage, Message
from sectors.models import Sector

NONE, MINE = "none", "me"
Status = Message.Status
# The doubtful stand apart, under a heading of their own.
IN_THE_INBOX = (Status.NEW, Status.IN_HAND, Status.ANSWERED)
# Keyed hashes of an e-mail address, one a key: what an address of ours may show of it.
WRITER = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{64})*")


class Filters(forms.Form):
    """The choices above the list; what is not among them is passed over."""

    status = forms.ChoiceField(choices=Status.choices, required=False, widget=forms.HiddenInput)
    writer = forms.RegexField(WRITER, required=False, widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All")), *settings.LANGUAGES], required=False
    )
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, data, user, messages: QuerySet[Message]):
        """Offers what the member's messages have.

        Args:
            data: the address's query.
            user: the member.
            messages: all that they may see.
        """
        super().__init__(data, auto_id="filter-%s")
        self.user, self.messages = user, messages
        self.fields["sector"].choices = [
            ("", _("All")),
            *((str(pk), sector) for pk, sector in self.sectors.items()),
            (NONE, _("No sector")),
        ]
        self.fields["form"].choices = [
            ("", _("All")),
            *((str(pk), title) for pk, title in self.titles.items()),
        ]
        self.fields["assigned"].choices = [
            ("", _("All")),
            (MINE, _("Me")),
            (NONE, _("Nobody")),
            *self._members(),
        ]
        self.is_valid()

    @cached_property
    def sectors(self) -> dict[int, Sector]:
        """The sectors that messages were addressed to."""
        theirs = self.messages.filter(sector=OuterRef("pk"))
        return Sector.objects.filter(Exists(theirs)).in_bulk()

    @cached_property
    def titles(self) -> dict[int, str]:
        """The titles of the forms that messages came from."""
        theirs = self.messages.filter(page=OuterRef("pk"))
        pages = ContactPage.objects.filter(Exists(theirs)).order_by("title")
        return dict(pages.values_list("pk", "title"))

    def _members(self) -> list[tuple[str, str]]:
        theirs = self.messages.filter(assigned_to=OuterRef("pk"))
        members = get_user_model().objects.filter(Exists(theirs)).exclude(pk=self.user.pk)
        return [(str(member.pk), member.get_full_name() or str(member)) for member in members]

    def chosen(self, name: str) -> str:
        """What was chosen; empty for nothing."""
        return self.cleaned_data.get(name, "")

    @property
    def are_set(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.chosen(name) for name in ("sector", "form", "language", "assigned"))

    def narrowed(self) -> QuerySet[Message]:
        """The messages of every status that fit the other choices."""
        condition = Q()
        if self.chosen("language"):
            condition &= Q(language=self.chosen("language"))
        if self.chosen("sector"):
            sector = self.chosen("sector")
            condition &= Q(sector=None) if sector == NONE else Q(sector_id=sector)
        if self.chosen("form"):
            condition &= Q(page_id=self.chosen("form"))
        if self.chosen("assigned"):
            member = self.chosen("assigned")
            known = {MINE: self.user.pk, NONE: None}
            condition &= Q(assigned_to=known.get(member, member))
        if self.chosen("writer"):
            condition &= Q(address_digest__in=self.chosen("writer").split("."))
        return self.messages.filter(condition)

    def statuses(self) -> tuple[str, ...]:
        """Those that the list shows: the chosen one, or all but spam; from one writer, all."""
        if self.chosen("status"):
            return (self.chosen("status"),)
        return tuple(Status) if self.chosen("writer") else IN_THE_INBOX

    def listed(self) -> QuerySet[Message]:
        """The messages that the list shows.

        Spam is left out, not the rest picked: a database then walks along the dates instead of
        sorting all that fits.
        """
        if self.chosen("status"):
            return self.narrowed().filter(status=self.chosen("status"))
        if self.chosen("writer"):
            return self.narrowed()
        return self.narrowed().exclude(status__in=(Status.SUSPECTED, Status.SPAM))
