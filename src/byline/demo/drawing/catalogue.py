"""Every picture that can be asked for, by name."""

from collections.abc import Callable

from byline.demo.drawing import faces, harbour, indoors, river, town
from byline.demo.drawing.sheet import SQUARE, TALL, WIDE, Sheet

Scene = Callable[[Sheet], None]
SHAPES = {"wide": WIDE, "tall": TALL, "square": SQUARE}
SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        river.bridge_closed,
        river.bridge_dawn,
        river.bridge_bicycles,
        river.bridge_masons,
        river.pier_drawing,
        river.ferry_constance,
        river.ferry_ramp,
        river.ferry_timetable,
        river.flooded_ings,
        river.flood_night,
        river.weir_fish,
        river.tide_curve,
        indoors.council_chamber,
        indoors.surgery_telephone,
        indoors.school_kitchen,
        indoors.school_plate,
        indoors.school_hatch,
        indoors.pool_lanes,
        indoors.pool_swimmer,
        indoors.loom,
        indoors.boots,
        indoors.reports,
        indoors.tuba,
        indoors.letters,
        indoors.bell,
        town.town_clock,
        town.mill_chimney,
        town.school_roof,
        town.shopfronts,
        town.night_roofs,
        town.allotments,
        town.goalposts,
        town.walnut_tree,
        town.leaves,
        town.market_stalls,
        town.market_vegetables,
        town.market_fish,
        town.market_cheese,
        town.market_flowers,
        town.market_van,
        town.town_map,
        town.expenses,
        town.coins,
        harbour.harbour_ferry,
        harbour.fishing_boats,
        harbour.lighthouse,
        harbour.jellyfish,
        harbour.courtyard,
        harbour.whistle,
        harbour.auction,
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
    return name in SCENES or name.removeprefix("portrait-") in faces.FACES
