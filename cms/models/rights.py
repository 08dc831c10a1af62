"""What the site keeps beside Wagtail's groups: their role, their languages, what was carried.

A right itself is always Wagtail's own `GroupPagePermission`; see `cms.roles`.
"""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Locale


class RoleGroup(models.Model):
    """Which role a group has, and in which languages its rights on a section hold.

    A group without a row has no role of ours and works in every language. Readers see none of it,
    but processes remember it (`cms.remembered`).
    """

    group = models.OneToOneField(
        Group, primary_key=True, on_delete=models.CASCADE, related_name="role_group"
    )
    role = models.CharField(max_length=20, blank=True)
    locale = models.ForeignKey(
        Locale, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    languages = models.ManyToManyField(
        Locale, verbose_name=_("languages"), blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "locale"],
                condition=models.Q(locale__isnull=False),
                name="one_group_per_language_and_role",
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.role or '–'}"


class CarriedPermission(models.Model):
    """Marks a right on a translation that follows from the right on another page of its family.

    `cms.roles.carrying` makes and removes them; a right without this mark was given by a person.
    """

    unseen_by_readers = True

    permission = models.OneToOneField(
        GroupPagePermission, primary_key=True, on_delete=models.CASCADE, related_name="carried"
    )

    def __str__(self):
        return str(self.permission)
