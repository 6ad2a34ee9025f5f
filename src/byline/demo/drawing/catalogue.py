"""Every picture that can be asked for, by name."""

from collections.abc import Callable

from byline.demo.drawing import (
    baths,
    bridge,
    charts,
    desk,
    faces,
    ferry,
    fields,
    flood,
    harbour,
    lamps,
    market,
    rooms,
    school,
    streets,
    workshops,
)
from byline.demo.drawing.sheet import SQUARE, TALL, WIDE, Sheet

Scene = Callable[[Sheet], None]
SHAPES = {"wide": WIDE, "tall": TALL, "square": SQUARE}
SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        bridge.bridge_closed,
        bridge.bridge_dawn,
        bridge.bridge_bicycles,
        bridge.bridge_masons,
        bridge.pier_drawing,
        ferry.ferry_constance,
        ferry.ferry_ramp,
        ferry.ferry_timetable,
        flood.flooded_ings,
        flood.flood_night,
        flood.weir_fish,
        ferry.tide_curve,
        rooms.council_chamber,
        rooms.surgery_telephone,
        school.school_kitchen,
        school.school_plate,
        school.school_hatch,
        baths.pool_lanes,
        baths.pool_swimmer,
        workshops.loom,
        workshops.boots,
        rooms.reports,
        school.tuba,
        desk.letters,
        desk.bell,
        streets.town_clock,
        streets.mill_chimney,
        streets.school_roof,
        streets.shopfronts,
        streets.night_roofs,
        fields.allotments,
        fields.goalposts,
        fields.walnut_tree,
        fields.leaves,
        market.market_stalls,
        market.market_vegetables,
        market.market_fish,
        market.market_cheese,
        market.market_flowers,
        market.market_van,
        charts.town_map,
        charts.expenses,
        charts.coins,
        harbour.harbour_ferry,
        harbour.fishing_boats,
        harbour.lighthouse,
        lamps.jellyfish,
        lamps.courtyard,
        harbour.whistle,
        lamps.auction,
    )
}


def draw(name: str, shape: str = "wide", seed: int = 1) -> bytes:
    """The picture of this name as a JPEG. `shape` is wide (3:2), tall (4:5) or square; the same seed gives the same bytes.

    `portrait-` and a contributor's first name draws a face.
    """
    sheet = Sheet(SHAPES[shape], seed)
    if name.startswith("portrait-"):
        faces.portrait(sheet, faces.FACES[name.removeprefix("portrait-")])
    else:
        SCENES[name](sheet)
    return sheet.jpeg()


def is_known(name: str) -> bool:
    """Whether `draw` knows a picture of this name."""
    return name in SCENES or name in {f"portrait-{face}" for face in faces.FACES}
