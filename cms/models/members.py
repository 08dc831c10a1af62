"""What is kept of members beside their account: the invitation, and where they are signed in.

See `cms.members`. Nothing here says from which network address anybody came.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Invitation(models.Model):
    """The latest invitation of a member: its link works once, and not after its time."""

    unseen_by_readers = True
    wagtail_reference_index_ignore = True

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        permissions = [("look_after_members", "Can invite, recover and deactivate members")]

    def __str__(self):
        return str(self.user)


class MemberSession(models.Model):
    """A browser in which a member is signed in."""

    unseen_by_readers = True
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["-seen_at"]

    def __str__(self):
        return self.device
