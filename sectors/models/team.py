"""Those who write and publish for a sector, and what is theirs in the admin."""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection, Workflow


class SectorTeam(models.Model):
    """The groups of a sector, its shelf of pictures and documents, its way to publication.

    `sectors.teams` makes what is missing.
    """

    unseen_by_readers = True

    sector = models.OneToOneField(
        "sectors.Sector", primary_key=True, on_delete=models.CASCADE, related_name="team"
    )
    writers = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    moderators = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    collection = models.ForeignKey(
        Collection, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    workflow = models.ForeignKey(Workflow, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self):
        return str(self.sector)
