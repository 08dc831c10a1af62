"""Who may do what with which message. Every view, export and deletion asks here."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from contact.models import Message, SectorInbox

VIEW, CHANGE, ANSWER, EXPORT, DELETE = "view", "change", "answer", "export", "delete"
EVERY_SECTOR = "contact.view_every_sector"


def messages_for(user, action: str = VIEW) -> QuerySet[Message]:
    """The messages with which a member may do something.

    A superuser: all. Who keeps the inbox (`contact.view_every_sector`): all, if they have the
    permission for the action. Others: those of the sectors that are granted to a group of theirs
    which has that permission itself, so that the right to answer in one sector gives none in
    another.

    Args:
        user: the member.
        action: one of `VIEW`, `CHANGE`, `ANSWER`, `EXPORT`, `DELETE`.
    """
    messages = Message.objects.all()
    if not user.is_active:
        return messages.none()
    if user.is_superuser:
        return messages
    codename = f"{action}_message"
    if user.has_perm(EVERY_SECTOR) and user.has_perm(f"contact.{codename}"):
        return messages
    sectors = _granted(user).get(codename, set())
    condition = Q(sector_id__in=sectors - {None})
    if None in sectors:
        condition |= Q(sector=None)
    return messages.filter(condition) if sectors else messages.none()


def may(user, message: Message, action: str = VIEW) -> bool:
    """Whether a member may do something with a message."""
    return messages_for(user, action).filter(pk=message.pk).exists()


def may_enter(user) -> bool:
    """Whether a member sees the inbox at all, were it empty."""
    if not user.is_active:
        return False
    view = f"{VIEW}_message"
    # Whoever has the permission in no group need not be asked for in which sectors.
    in_some_sector = user.has_perm(f"contact.{view}") and bool(_granted(user).get(view))
    return user.has_perm(EVERY_SECTOR) or in_some_sector


def _granted(user) -> dict[str, set[int | None]]:
    """The sectors that are granted to a member, by permission; None for "no sector".

    Asked once and remembered on the object, as Django remembers permissions.
    """
    if not hasattr(user, "_sectors_granted"):
        inboxes = SectorInbox.objects.filter(
            group__user=user, group__permissions__content_type__app_label="contact"
        )
        granted: dict[str, set[int | None]] = {}
        for codename, sector in inboxes.values_list("group__permissions__codename", "sector_id"):
            granted.setdefault(codename, set()).add(sector)
        user._sectors_granted = granted
    return user._sectors_granted


def members_for(message: Message) -> QuerySet:
    """The members who may read a message: to them it can be assigned."""
    members = get_user_model().objects
    backend = "django.contrib.auth.backends.ModelBackend"
    keepers = members.with_perm(EVERY_SECTOR, backend=backend)
    readers = members.with_perm("contact.view_message", backend=backend)
    inboxes = SectorInbox.objects.filter(
        sector__isnull=message.sector_id is None,
        group__permissions__codename="view_message",
        group__permissions__content_type__app_label="contact",
    )
    if message.sector_id is not None:
        inboxes = inboxes.filter(sector=message.sector_id)
    in_charge = members.filter(is_active=True, groups__in=inboxes.values("group"))
    keys = keepers.filter(pk__in=readers.values("pk")).values("pk")
    return members.filter(Q(pk__in=keys) | Q(pk__in=in_charge.values("pk"))).order_by(
        members.model.USERNAME_FIELD
    )
