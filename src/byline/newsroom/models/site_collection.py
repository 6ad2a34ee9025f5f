from django.db import models
from wagtail.models import Collection, Site


class SiteCollection(models.Model):
    """The collection with a site's pictures and documents, which other sites do not see."""

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, primary_key=True, related_name="site_collection"
    )
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.collection)
