from byline.readership.models.bookkeeping import SeenVisitor, SpoolOffset
from byline.readership.models.settings import ReadSettings
from byline.readership.models.tally import (
    DayTally,
    HourTally,
    MinuteTally,
    ReferrerNetwork,
    ReferrerTally,
    Tally,
)

__all__ = [
    "DayTally",
    "HourTally",
    "MinuteTally",
    "ReadSettings",
    "ReferrerNetwork",
    "ReferrerTally",
    "SeenVisitor",
    "SpoolOffset",
    "Tally",
]
