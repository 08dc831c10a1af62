"""What waits for a member, as the database says it, however much there is.

Rights are those of Wagtail: its policy remembers them on the member, so that each function below
makes a query and asks nothing beside it.
"""

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from cms.desk.permissions import ACTIONS


def drafts_of(user) -> QuerySet[Page]:
    """The texts that a member began or changed last and that readers do not have yet.

    Left out are translations, which the desk counts, unless one was sent back; what was taken
    offline and not touched since; what will go live by itself. What was sent back comes first, then
    the last one changed. `at_desk` says that a page is a translation.
    """
    translated = Translation.objects.filter(
        enabled=True,
        source__object_id=OuterRef("translation_key"),
        target_locale=OuterRef("locale_id"),
    )
    changed_since = Q(last_published_at=None) | Q(
        latest_revision_created_at__gt=F("last_published_at")
    )
    sent_back = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return (
        _editable_by(user)
        .filter(Q(owner=user) | Q(latest_revision__user=user), changed_since)
        .filter(has_unpublished_changes=True, latest_revision__approved_go_live_at=None)
        .annotate(at_desk=Exists(translated))
        .exclude(~Exists(sent_back), at_desk=True)
        .order_by(Exists(sent_back).desc(), "-latest_revision_created_at", "-pk")
    )


def reviews_for(user) -> QuerySet[TaskState]:
    """The steps at which a member may approve a page, the one that waits longest first.

    Wagtail's own `reviewable_by` asks once a workflow, and there is one workflow a sector.
    """
    tasks = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__user=user)
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type(),
        task__in=tasks.values("pk"),
    ).order_by("started_at", "pk")


def upcoming_for(user) -> QuerySet[Page]:
    """The pages that will go live by themselves, among those that a member may edit.

    Each has `go_live`, the hour at which it does; the next one comes first.
    """
    scheduled = Revision.objects.filter(
        base_content_type=get_default_page_content_type(), approved_go_live_at__isnull=False
    ).order_by("approved_go_live_at")
    # A revision names its page by a text.
    numbers = scheduled.order_by().values(number=Cast("object_id", IntegerField()))
    own = scheduled.filter(object_id=Cast(OuterRef("pk"), CharField()))
    return (
        _editable_by(user)
        .filter(pk__in=numbers)
        .annotate(go_live=Subquery(own.values("approved_go_live_at")[:1]))
        .order_by("go_live", "pk")
    )


def _editable_by(user) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_any_permission_for(user, set(ACTIONS))
