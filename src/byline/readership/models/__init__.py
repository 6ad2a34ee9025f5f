from byline.readership.models.settings import ReadSettings
from byline.readership.models.tally import DayTally, HourTally, MinuteTally, ReferrerTally, Tally
from byline.readership.models.tallying import Seen, SpoolMark

__all__ = [
    "DayTally",
    "HourTally",
    "MinuteTally",
    "ReadSettings",
    "ReferrerTally",
    "Seen",
    "SpoolMark",
    "Tally",
]
