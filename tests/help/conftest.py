"""Members with a role, who open the guide."""

import itertools

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.users.models import UserProfile

from cms.models import RoleGroup

_numbers = itertools.count(1)


@pytest.fixture
def sign_in(db):
    """Opens the browser of a new member: `sign_in("writer", language="fr")`."""

    def browser(*roles: str, language: str = "fr", superuser: bool = False) -> Client:
        name = f"reader-{next(_numbers)}"
        user = get_user_model().objects.create_user(name, is_superuser=superuser)
        for role in roles or [""]:
            group = Group.objects.create(name=f"{name} {role}")
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            RoleGroup.objects.create(group=group, role=role)
            user.groups.add(group)
        UserProfile.objects.create(user=user, preferred_language=language)
        client = Client()
        client.force_login(user)
        return client

    return browser
