from django.db import transaction
from wagtail.models import Collection, Site

from byline.newsroom.models import SiteCollection


@transaction.atomic
def collection_of(site: Site) -> Collection:
    """The site's own collection of pictures and documents; a new one if it has none yet."""
    known = SiteCollection.objects.filter(site=site).select_related("collection").first()
    if known is None:
        name = (site.site_name or site.hostname)[:255]
        collection = Collection.get_first_root_node().add_child(name=name)
        known = SiteCollection.objects.create(site=site, collection=collection)
    return known.collection
