"""The form of a group: the rights that were given, and the languages to which they extend.

Rights that are carried to translations are not listed: one row a section, not one a language.
"""

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.users.forms import GroupPagePermissionFormSet
from wagtail.users.views.groups import (
    CreateView,
    EditView,
    GroupViewSet,
    get_permission_panel_classes,
)

from cms.models import CarriedPermission, RoleGroup
from cms.roles.carrying import carry


class GivenRightsFormSet(GroupPagePermissionFormSet):
    """The rights on pages that a person gave."""

    def __init__(self, data=None, files=None, instance=None, prefix="page_permissions"):
        super().__init__(data, files, instance=instance, prefix=prefix)
        carried = set(
            CarriedPermission.objects.filter(permission__group=self.instance.pk).values_list(
                "permission__page", "permission__permission"
            )
        )
        rows = [
            {
                "page": row["page"],
                "permissions": [
                    one for one in row["permissions"] if (row["page"].pk, one.pk) not in carried
                ],
            }
            for row in self.initial
        ]
        self.initial = [row for row in rows if row["permissions"]]

    def save(self):
        """Wagtail writes the rows in bulk, without a signal; what follows from them comes after."""
        super().save()
        carry([self.instance.pk])


class LanguagesPanel(forms.Form):
    """The languages in which a group's rights on a section hold."""

    languages = forms.ModelMultipleChoiceField(
        queryset=Locale.objects.all(),
        required=False,
        label=_("Languages"),
        help_text=_(
            "Rights on a section extend to its translations in these languages; in all of them "
            "where none is ticked. Rights on a home page are rights in that language alone."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, files=None, instance=None):
        self.group = instance
        row = RoleGroup.objects.filter(group=instance.pk).first() if instance else None
        super().__init__(
            data,
            files,
            prefix="role_languages",
            initial={"languages": row.languages.all() if row else []},
        )
        self.fields["languages"].label_from_instance = lambda locale: locale.get_display_name()

    def save(self):
        """Keeps the choice; the rights follow it."""
        row, _made = RoleGroup.objects.get_or_create(group=self.group)
        row.languages.set(self.cleaned_data["languages"])

    def as_admin_panel(self):
        """The panel's HTML."""
        return render_to_string("roles/languages_panel.html", {"form": self})


class GivenRightsMixin:
    """Takes our list of rights instead of Wagtail's."""

    @cached_property
    def permission_panel_forms(self):
        """The panels of the form, in order."""
        classes = [
            GivenRightsFormSet if cls is GroupPagePermissionFormSet else cls
            for cls in get_permission_panel_classes()
        ]
        return [cls(**self.get_permission_panel_form_kwargs(cls)) for cls in classes]


class GroupCreateView(GivenRightsMixin, CreateView):
    """A new group."""


class GroupEditView(GivenRightsMixin, EditView):
    """A group that exists."""


class RoleGroupViewSet(GroupViewSet):
    """The screens of groups."""

    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
