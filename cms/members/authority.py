"""Who may act on whom. Every screen of `cms.members` asks here, not only the menu.

Coordinators look after everybody below administrators, and give the roles of sectors and languages.
The roles of the whole site are given by administrators alone: whoever could give them could give
themselves the messages.
"""

from django.contrib.auth.models import Group

from cms.roles.catalogue import BY_KEY, Place

PERMISSION = "cms.look_after_members"


def looks_after_members(user) -> bool:
    """Whether the user has anything to do here."""
    return user.is_active and user.has_perm(PERMISSION)


def may_act_on(user, member) -> bool:
    """Whether the user may change something about a member. Nobody acts on themselves."""
    if user.pk == member.pk or not looks_after_members(user):
        return False
    return user.is_superuser or not member.is_superuser


def groups_to_give(user):
    """The groups that the user may put members into and take them out of."""
    keys = [
        role.key
        for role in BY_KEY.values()
        if user.is_superuser or role.place in (Place.SECTOR, Place.LANGUAGE)
    ]
    return Group.objects.filter(role_group__role__in=keys).order_by("name")
