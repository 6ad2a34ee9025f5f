"""Referring hosts: one is shown when several networks have named it.

A browser reports the host it came from, so anybody can invent one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from byline.readership.choices import NETWORKS_TO_ADMIT, OTHER_HOSTS
from byline.readership.models import ReferrerNetwork, ReferrerTally
from byline.readership.spool import SpoolLine


def note_networks(lines: Iterable[SpoolLine]) -> None:
    """Record which networks named the hosts of these lines, until a host has enough of them."""
    naming = defaultdict(set)
    for line in lines:
        if line.referrer:
            naming[line.article, line.day, line.referrer].add(line.provider_hash)
    if not naming:
        return
    near = ReferrerTally.objects.filter(
        article__in={key[0] for key in naming},
        day__in={key[1] for key in naming},
        host__in={key[2] for key in naming},
        networks__lt=NETWORKS_TO_ADMIT,
    ).prefetch_related("naming_networks")
    new, changed = [], []
    for tally in near:
        known = {network.provider_hash for network in tally.naming_networks.all()}
        unknown = naming.get((tally.article_id, tally.day, tally.host), set()) - known
        taken = sorted(unknown)[: NETWORKS_TO_ADMIT - len(known)]
        new += [ReferrerNetwork(tally=tally, provider_hash=network) for network in taken]
        if taken:
            tally.networks = len(known) + len(taken)
            changed.append(tally)
    ReferrerNetwork.objects.bulk_create(new)
    ReferrerTally.objects.bulk_update(changed, ["networks"])


def forget_networks(before: date) -> None:
    """Delete which networks named a host on the days before this one.

    Hosts that were not admitted until then never will be, and are counted together.
    """
    ReferrerNetwork.objects.filter(tally__day__lt=before).delete()
    rare = (
        ReferrerTally.objects.filter(day__lt=before, networks__lt=NETWORKS_TO_ADMIT)
        .exclude(host__in=["", OTHER_HOSTS])
        .exclude(host=F("site__hostname"))
    )
    with transaction.atomic():
        tallies = list(rare.select_for_update(of=("self",)))
        reads: Counter[tuple[int, int, date]] = Counter()
        for tally in tallies:
            reads[tally.article_id, tally.site_id, tally.day] += tally.reads
        known = ReferrerTally.objects.filter(host=OTHER_HOSTS, day__lt=before)
        for tally in known.filter(article__in={article for article, _site, _day in reads}):
            if (key := (tally.article_id, tally.site_id, tally.day)) in reads:
                reads[key] += tally.reads
        ReferrerTally.objects.bulk_create(
            [
                ReferrerTally(
                    article_id=article, site_id=site, day=day, host=OTHER_HOSTS, reads=number
                )
                for (article, site, day), number in reads.items()
            ],
            update_conflicts=True,
            update_fields=["reads"],
            unique_fields=["article", "day", "host"],
        )
        ReferrerTally.objects.filter(pk__in=[tally.pk for tally in tallies]).delete()
