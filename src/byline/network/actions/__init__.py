"""The network's verbs: the only writers of what models/ names."""

from byline.network.actions.choosing import (
    adopt_policy,
    choose_settings,
    keep_record,
    serve_loopback_sites_on,
)
from byline.network.actions.owing import call_back, forget_addressees, owe, owe_mail, owe_notice

__all__ = [
    "adopt_policy",
    "call_back",
    "choose_settings",
    "forget_addressees",
    "keep_record",
    "owe",
    "owe_mail",
    "owe_notice",
    "serve_loopback_sites_on",
]
