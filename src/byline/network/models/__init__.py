from byline.network.models.delivery import Delivery
from byline.network.models.policy import PolicyVersion
from byline.network.models.record import Affiliation, NetworkRecord
from byline.network.models.site_settings import SiteSettings

__all__ = ["Affiliation", "Delivery", "NetworkRecord", "PolicyVersion", "SiteSettings"]
