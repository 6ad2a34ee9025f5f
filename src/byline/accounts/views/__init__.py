"""Our own account pages. The others are allauth's, in our design."""

from byline.accounts.views.account import account_page, close, sessions, sign_out_elsewhere
from byline.accounts.views.desk_redirects import desk_password_reset, desk_sign_in
from byline.accounts.views.signing_up import sign_up, sign_up_by_passkey

__all__ = [
    "account_page",
    "close",
    "desk_password_reset",
    "desk_sign_in",
    "sessions",
    "sign_out_elsewhere",
    "sign_up",
    "sign_up_by_passkey",
]
