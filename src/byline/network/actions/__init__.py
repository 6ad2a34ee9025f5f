"""The functions that write to this room's tables; nothing else does."""

from byline.network.actions.enqueueing import (
    cancel,
    enqueue,
    enqueue_account_mail,
    enqueue_again,
    enqueue_all,
    enqueue_mail,
    enqueue_notice,
    forget_recipients,
)
from byline.network.actions.site_configuration import (
    publish_policy,
    save_network_record,
    serve_loopback_sites_on,
    update_settings,
)

__all__ = [
    "cancel",
    "enqueue",
    "enqueue_account_mail",
    "enqueue_again",
    "enqueue_all",
    "enqueue_mail",
    "enqueue_notice",
    "forget_recipients",
    "publish_policy",
    "save_network_record",
    "serve_loopback_sites_on",
    "update_settings",
]
