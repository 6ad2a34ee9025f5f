from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry


class Review(Task):
    """The workflow task between a contributor's submission and its publication.

    People who may publish there do it.
    """

    class Meta:
        verbose_name = _("review before publication")
        verbose_name_plural = _("reviews before publication")

    def user_can_access_editor(self, page: Page, user: Any) -> bool:
        return _may_publish(page, user)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not _may_publish(obj, user)

    def get_actions(self, page: Page, user: Any) -> list[tuple[str, Any, bool]]:
        if not _may_publish(page, user):
            return []
        return [
            ("reject", _("Send back with a note"), True),
            ("approve", _("Approve and publish"), False),
        ]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or send back.

        The desk's address names a page and a submission; permission is checked for the submission's
        page.
        """
        if not _may_publish(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        ids = waiting.values_list("workflow_state__object_id", flat=True)
        publishable = (
            policy_registry.get_by_type(Page)
            .instances_user_has_permission_for(user, "publish")
            .filter(pk__in=map(int, ids))
        )
        return waiting.filter(
            workflow_state__object_id__in=[
                str(pk) for pk in publishable.values_list("pk", flat=True)
            ]
        )

    @classmethod
    def get_description(cls) -> str:
        return str(
            _("Anyone who may publish in the article's section may approve it or send it back.")
        )


def _may_publish(page: Page, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_publish())
