from django.dispatch import Signal

# Sent in the transaction that deletes an account, with `user: User` and `erase: bool`: whether to
# erase what the person wrote.
account_closing = Signal()

# Sent for each mail about an account, with `site: Site`, `to: str`, `subject: str`, `text: str` and
# `is_decoy: bool`: nothing is to be sent, but the same work is to be done.
account_mail = Signal()
