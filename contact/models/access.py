"""Which group of members is in charge of which sector's messages."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SectorInbox(models.Model):
    """A group in charge of a sector: its members do there what the group's permissions allow.

    Without a sector it stands for the messages that are addressed to none.
    """

    unseen_by_readers = True

    group = models.ForeignKey(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="sector_inboxes"
    )
    sector = models.ForeignKey(
        "sectors.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Leave it empty for the messages that are addressed to no sector."),
    )

    panels = [FieldPanel("group"), FieldPanel("sector")]

    class Meta:
        verbose_name = _("group in charge of a sector")
        verbose_name_plural = _("groups in charge of sectors")
        constraints = [
            models.UniqueConstraint(fields=["group", "sector"], name="one_inbox_per_sector"),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(sector=None), name="one_inbox_without_sector"
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.sector or _('no sector')}"
