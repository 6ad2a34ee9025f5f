from byline.syndication.models.feed_settings import FeedSettings, new_index_key
from byline.syndication.models.subscription import Subscription

__all__ = ["FeedSettings", "Subscription", "new_index_key"]
