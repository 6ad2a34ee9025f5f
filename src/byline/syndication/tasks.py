from byline.lib.duties import duty
from byline.syndication.actions import delete_expired_subscriptions

HOUR = 3_600  # seconds


@duty(every=HOUR)
def forget_expired_subscriptions() -> None:
    delete_expired_subscriptions()
