from byline.lib.duties import duty
from byline.linkbacks.actions.checking import delete_forgotten_mentions


@duty(every=3600)
def delete_old_rejected_mentions() -> None:
    delete_forgotten_mentions()
