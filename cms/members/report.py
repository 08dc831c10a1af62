"""The report of what was done to accounts, by whom, when."""

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ModelLogEntry

from cms.members.authority import looks_after_members


class MembersLogFilterSet(WagtailFilterSet):
    """By member and by time."""

    label = django_filters.CharFilter(label=_("Member"), lookup_expr="icontains")
    timestamp = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = ModelLogEntry
        fields = ["label", "timestamp"]


class MembersLogView(ReportView):
    """Everything that was done to an account, the latest first."""

    page_title = _("What was done to accounts")
    header_icon = "history"
    index_url_name = "members:log"
    index_results_url_name = "members:log_results"
    filterset_class = MembersLogFilterSet
    default_ordering = "-timestamp"
    columns = [
        Column("label", label=_("Member")),
        Column("message", label=_("What")),
        Column("user_display_name", label=_("By whom")),
        DateColumn("timestamp", label=_("When")),
    ]
    list_export = ["label", "message", "user_display_name", "timestamp"]
    export_headings = {
        "label": _("Member"),
        "message": _("What"),
        "user_display_name": _("By whom"),
        "timestamp": _("When"),
    }

    def dispatch(self, request, *args, **kwargs):
        """For those who look after members.

        Raises:
            PermissionDenied: the member does not.
        """
        if not looks_after_members(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        """Of the exported table."""
        return "members-log"

    def get_base_queryset(self):
        """The log's rows about accounts."""
        accounts = ContentType.objects.get_for_model(get_user_model())
        return ModelLogEntry.objects.filter(content_type=accounts).select_related("user")
