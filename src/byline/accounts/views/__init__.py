"""The account pages that are ours; the others are allauth's, in our design."""

from byline.accounts.views.desk import desk_sign_in
from byline.accounts.views.own import account_page, close, sign_out_elsewhere

__all__ = ["account_page", "close", "desk_sign_in", "sign_out_elsewhere"]
