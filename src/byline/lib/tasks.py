"""What the keeper does for the house as a whole."""

from byline.lib.duties import duty
from byline.lib.planning import look_at_tables


@duty(every=3_600)
def keep_the_planner_informed() -> None:
    look_at_tables()
