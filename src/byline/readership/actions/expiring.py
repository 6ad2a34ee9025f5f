"""Deleting what is not kept permanently."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from byline.network.models import SiteSettings
from byline.readership.actions.referrers import forget_networks
from byline.readership.models import (
    HourTally,
    MinuteTally,
    ReadSettings,
    ReferrerTally,
    SeenVisitor,
    SpoolOffset,
)
from byline.readership.spool import files_in
from byline.readership.visitor_hash import MAX_UTC_LAG, destroy_old_salts

MINUTES_KEPT = 31  # minutes


def delete_expired(now: datetime) -> None:
    """Destroy old salts and their hashes, and delete the rows that a site does not keep."""
    folder = Path(settings.DATA) / "reads"
    destroy_old_salts(folder / "salts", now)
    yesterday_everywhere = (now.astimezone(UTC) - MAX_UTC_LAG).date() - timedelta(
        days=1
    )  # its last lines may be in the spool yet
    SeenVisitor.objects.filter(day__lt=yesterday_everywhere).delete()
    forget_networks(yesterday_everywhere)
    SpoolOffset.objects.exclude(
        file__in=[path.name for path in files_in(folder / "spool")]
    ).delete()
    MinuteTally.objects.filter(minute__lt=now.timestamp() // 60 - MINUTES_KEPT).delete()
    kept = dict(ReadSettings.objects.values_list("site", "keep_days"))
    default = ReadSettings._meta.get_field("keep_days").default
    for site, zone in SiteSettings.objects.values_list("site", "time_zone"):
        oldest = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=kept.get(site, default))
        for model in (HourTally, ReferrerTally):
            model.objects.filter(site=site, day__lt=oldest).delete()
