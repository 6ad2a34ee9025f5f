"""Every drawing by its name."""

from collections.abc import Callable

from PIL import Image
from scripts.pictures import (
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
from scripts.pictures.canvas import SQUARE, TALL, WIDE, Canvas

Scene = Callable[[Canvas], None]
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


def draw(name: str, shape: str = "wide", seed: int = 1) -> Image.Image:
    """The drawing of this name. `shape` is wide (3:2), tall (4:5) or square.

    `portrait-` and a contributor's first name draws a face. A seed always gives the same drawing.
    """
    canvas = Canvas(SHAPES[shape], seed)
    if name.startswith("portrait-"):
        faces.portrait(canvas, faces.FACES[name.removeprefix("portrait-")])
    else:
        SCENES[name](canvas)
    return canvas.printed()
