from django.dispatch import Signal

account_closing = Signal()  # user: User, erase: bool (also what the person wrote); in the transaction that deletes the account
