"""What the keeper does for the accounts."""

from byline.accounts.actions import clear_away
from byline.lib.duties import duty

HOUR = 3_600  # seconds


@duty(every=HOUR)
def clear_away_what_nobody_came_back_to() -> None:
    clear_away()
