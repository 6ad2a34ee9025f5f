from django.dispatch import Signal

# Sent in the transaction that deletes an account, with `user: User` and `erase: bool`: whether to
# erase what the person wrote.
account_closing = Signal()
