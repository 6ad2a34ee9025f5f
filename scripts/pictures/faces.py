"""Portraits of contributors: a head and shoulders in a few flat shapes."""

from dataclasses import dataclass
from typing import Literal

from scripts.pictures.canvas import Canvas, corners, curve, ring
from scripts.pictures.inks import (
    BRICK,
    CREAM,
    INK,
    NAVY,
    OCHRE,
    PINE,
    ROSE,
    RUST,
    SAND,
    SKY,
    SLATE,
    SMOKE,
    STONE,
    TEAL,
    Ink,
    mix,
)

Hair = Literal["short", "bun", "bob", "long", "curls", "crown", "scarf", "cap", "parted"]
Beard = Literal["none", "full", "moustache"]
FAIR, TAN, BROWN, DARK = (
    mix(ROSE, CREAM, 0.35),
    mix(BRICK, SAND, 0.55),
    mix(BRICK, SAND, 0.25),
    mix(BRICK, INK, 0.35),
)


@dataclass(frozen=True)
class Face:
    """How a person is drawn. `ground` is the colour behind; `wide` is the width of the face."""

    ground: Ink
    skin: Ink
    hair: Hair
    hair_ink: Ink
    coat: Ink
    shirt: Ink = CREAM
    glasses: bool = False
    beard: Beard = "none"
    wide: float = 1.0
    smile: float = 14
    collar: bool = True


FACES = {
    "hester": Face(
        mix(OCHRE, SAND, 0.45), FAIR, "bob", mix(SMOKE, CREAM, 0.25), PINE, glasses=True
    ),
    "tom": Face(mix(SLATE, SKY, 0.35), FAIR, "parted", BRICK, NAVY, SKY, wide=0.94, smile=6),
    "ifeoma": Face(mix(ROSE, CREAM, 0.35), DARK, "curls", INK, TEAL, OCHRE, smile=20),
    "dennis": Face(
        mix(TEAL, SKY, 0.5),
        mix(FAIR, RUST, 0.25),
        "cap",
        SLATE,
        NAVY,
        RUST,
        beard="full",
        wide=1.08,
        collar=False,
    ),
    "priya": Face(mix(PINE, SKY, 0.55), BROWN, "long", INK, RUST, glasses=True, smile=16),
    "wilfred": Face(
        mix(STONE, CREAM, 0.3),
        FAIR,
        "crown",
        CREAM,
        mix(BRICK, INK, 0.35),
        SKY,
        beard="moustache",
        wide=1.04,
        smile=5,
    ),
    "aoife": Face(mix(RUST, SAND, 0.5), FAIR, "bun", RUST, SLATE, CREAM, smile=20, collar=False),
    "sunniva": Face(
        mix(NAVY, SLATE, 0.4), FAIR, "short", OCHRE, OCHRE, NAVY, wide=0.95, collar=False
    ),
    "salma": Face(mix(TEAL, CREAM, 0.4), TAN, "long", mix(BRICK, INK, 0.6), PINE, CREAM, smile=16),
    "layla": Face(mix(OCHRE, CREAM, 0.3), TAN, "scarf", TEAL, NAVY, TEAL, smile=16),
    "yunus": Face(
        mix(SKY, TEAL, 0.4), BROWN, "short", INK, CREAM, SLATE, beard="full", smile=10, collar=False
    ),
    "nadia": Face(
        mix(BRICK, ROSE, 0.35),
        TAN,
        "curls",
        mix(BRICK, INK, 0.45),
        SAND,
        CREAM,
        glasses=True,
        smile=14,
    ),
}


def portrait(canvas: Canvas, face: Face) -> None:
    """`face` on a canvas that is 4 wide to 5 tall."""
    canvas.box(0, 0, 1080, 1350, face.ground, 0)
    canvas.shade(corners(0, 0, 1080, 1350), mix(face.ground, INK, 0.35), 0.0, 0.6)
    _behind(canvas, face)
    _shoulders(canvas, face)
    _head(canvas, face)
    _hair(canvas, face)
    if face.glasses:
        _glasses(canvas)


def _behind(canvas: Canvas, face: Face) -> None:
    if face.hair == "long":
        shape = curve(
            [
                (260, 1010),
                (240, 700),
                (300, 380),
                (540, 250),
                (780, 380),
                (840, 700),
                (820, 1010),
                (540, 1060),
                (260, 1010),
            ],
            8,
        )
        canvas.fill(shape, face.hair_ink)
        canvas.shade(shape, INK, 0.0, 0.6, "right")
    if face.hair == "bob":
        shape = curve(
            [
                (290, 800),
                (260, 560),
                (330, 340),
                (540, 250),
                (750, 340),
                (820, 560),
                (790, 800),
                (540, 840),
                (290, 800),
            ],
            8,
        )
        canvas.fill(shape, face.hair_ink)
        canvas.shade(shape, mix(face.hair_ink, INK, 0.5), 0.0, 0.9, "right")
    if face.hair == "bun":
        canvas.disc(660, 270, 96, face.hair_ink)
        canvas.shade(ring(660, 270, 96), BRICK, 0, 0.9, "right")
    if face.hair == "curls":
        for x, y, size in [
            (320, 620, 100),
            (300, 480, 116),
            (370, 340, 120),
            (540, 280, 130),
            (710, 340, 120),
            (780, 480, 116),
            (760, 620, 100),
        ]:
            canvas.disc(x, y, size, face.hair_ink)
            canvas.shade(ring(x, y, size), mix(face.hair_ink, CREAM, 0.22), 0.4, 0.0, "right")
    if face.hair == "scarf":
        shape = curve(
            [
                (250, 1120),
                (270, 820),
                (270, 560),
                (350, 330),
                (540, 260),
                (730, 330),
                (810, 560),
                (810, 820),
                (830, 1120),
                (540, 1200),
                (250, 1120),
            ],
            8,
        )
        canvas.fill(shape, face.hair_ink)
        canvas.shade(shape, NAVY, 0.0, 0.8, "right")


def _shoulders(canvas: Canvas, face: Face) -> None:
    body = curve(
        [
            (60, 1400),
            (110, 1130),
            (250, 1010),
            (430, 930),
            (650, 930),
            (830, 1010),
            (970, 1130),
            (1020, 1400),
        ],
        8,
    )
    canvas.fill(body, face.coat)
    canvas.shade(body, mix(face.coat, INK, 0.6), 0.0, 0.9, "right")
    neck = [(450, 700), (630, 700), (652, 935), *ring(540, 930, 112, 44, 0, 180), (428, 935)]
    canvas.fill(neck, face.skin, 0)
    canvas.shade(neck, mix(face.skin, BRICK, 0.55), 0.7, 0.15)
    if face.hair == "scarf":
        fold = curve(
            [
                (310, 1000),
                (400, 900),
                (540, 930),
                (690, 890),
                (780, 1000),
                (680, 1120),
                (520, 1150),
                (370, 1100),
                (310, 1000),
            ],
            7,
        )
        canvas.fill(fold, mix(face.hair_ink, CREAM, 0.15))
        canvas.shade(fold, NAVY, 0.0, 0.7, "right")
        return
    if not face.collar:
        band = [*ring(540, 926, 128, 62, 0, 180), *ring(540, 926, 112, 40, 180, 0)]
        canvas.fill(band, mix(face.coat, INK, 0.35), 0)
        return
    front = [(430, 930), (650, 930), (570, 1200), (540, 1260), (510, 1200)]
    canvas.fill(front, face.shirt)
    canvas.shade(front, mix(face.shirt, INK, 0.3), 0.0, 0.6, "right")
    canvas.fill(
        [(430, 920), (470, 960), (540, 1050), (480, 1090), (390, 960)], mix(face.shirt, CREAM, 0.5)
    )
    canvas.fill(
        [(650, 920), (610, 960), (540, 1050), (600, 1090), (690, 960)], mix(face.shirt, CREAM, 0.4)
    )
    canvas.fill(
        [(385, 945), (470, 1100), (400, 1130), (515, 1350), (430, 1350), (300, 1000)],
        mix(face.coat, INK, 0.25),
    )
    canvas.fill(
        [(695, 945), (610, 1100), (680, 1130), (565, 1350), (650, 1350), (780, 1000)],
        mix(face.coat, INK, 0.4),
    )


def _head(canvas: Canvas, face: Face) -> None:
    w = face.wide
    for side in (-1, 1):
        if face.hair not in ("long", "scarf", "bob"):
            canvas.disc(540 + side * 208 * w, 600, 36, face.skin, 56)
            canvas.shade(ring(540 + side * 208 * w, 600, 36, 56), BRICK, 0.1, 0.5)
    line = [
        (540 + x * w, y)
        for x, y in [
            (0, 330),
            (150, 370),
            (206, 520),
            (196, 660),
            (130, 790),
            (0, 850),
            (-130, 790),
            (-196, 660),
            (-206, 520),
            (-150, 370),
            (0, 330),
        ]
    ]
    head = curve(line, 8)
    canvas.fill(head, face.skin, 0.5)
    canvas.shade(
        [point for point in head if point[0] >= 540],
        mix(face.skin, BRICK, 0.5),
        0.05,
        0.75,
        "right",
    )
    for side in (-1, 1):
        canvas.shade(
            ring(540 + side * 118 * w, 690, 62, 46), mix(face.skin, RUST, 0.5), 0.0, 0.6, "middle"
        )
        canvas.disc(540 + side * 92 * w, 588, 15, INK, 19)
        brow = mix(face.hair_ink, INK, 0.55) if face.hair != "scarf" else INK
        canvas.stroke(
            curve(
                [
                    (540 + side * 48 * w, 528),
                    (540 + side * 92 * w, 512),
                    (540 + side * 138 * w, 530),
                ],
                5,
            ),
            13,
            brow,
        )
    canvas.stroke(
        curve([(548, 590), (566, 660), (574, 690), (536, 700)], 6), 9, mix(face.skin, BRICK, 0.65)
    )
    if face.beard == "full":
        beard = curve(
            [
                (540 - 204 * w, 610),
                (540 - 150 * w, 800),
                (540, 900),
                (540 + 150 * w, 800),
                (540 + 204 * w, 610),
                (540 + 150 * w, 710),
                (600, 724),
                (540, 716),
                (480, 724),
                (540 - 150 * w, 710),
                (540 - 204 * w, 610),
            ],
            7,
        )
        ink = face.hair_ink if face.hair != "cap" else mix(SMOKE, CREAM, 0.45)
        canvas.fill(beard, ink)
        canvas.shade(beard, mix(ink, INK, 0.5), 0.0, 0.9, "right")
    if face.beard == "moustache":
        tache = curve(
            [
                (420, 762),
                (470, 722),
                (540, 730),
                (610, 722),
                (660, 762),
                (600, 766),
                (540, 752),
                (480, 766),
                (420, 762),
            ],
            6,
        )
        canvas.fill(tache, face.hair_ink)
        canvas.shade(tache, SMOKE, 0.0, 0.7, "right")
    mouth = curve([(488, 768), (540, 768 + face.smile), (594, 766)], 6)
    canvas.stroke(mouth, 10, mix(mix(face.skin, BRICK, 0.6), INK, 0.4))


def _hair(canvas: Canvas, face: Face) -> None:
    w, ink = face.wide, face.hair_ink
    dark = mix(ink, INK, 0.5)
    shapes = {
        "short": [
            (-214, 560),
            (-222, 440),
            (-150, 320),
            (0, 268),
            (160, 312),
            (226, 430),
            (214, 560),
            (180, 460),
            (90, 410),
            (-60, 428),
            (-176, 452),
            (-214, 560),
        ],
        "parted": [
            (-212, 580),
            (-224, 430),
            (-130, 300),
            (20, 262),
            (170, 320),
            (226, 450),
            (210, 580),
            (182, 470),
            (20, 420),
            (-110, 356),
            (-180, 460),
            (-212, 580),
        ],
        "bob": [
            (-216, 640),
            (-226, 440),
            (-140, 310),
            (0, 268),
            (150, 312),
            (228, 440),
            (216, 640),
            (196, 500),
            (140, 420),
            (-40, 410),
            (-150, 470),
            (-196, 540),
            (-216, 640),
        ],
        "long": [
            (-222, 700),
            (-226, 450),
            (-140, 316),
            (0, 270),
            (140, 316),
            (226, 450),
            (222, 700),
            (196, 520),
            (110, 410),
            (0, 360),
            (-110, 410),
            (-196, 520),
            (-222, 700),
        ],
        "bun": [
            (-212, 570),
            (-222, 430),
            (-140, 310),
            (0, 266),
            (150, 310),
            (222, 430),
            (212, 570),
            (176, 440),
            (60, 376),
            (-90, 384),
            (-180, 450),
            (-212, 570),
        ],
        "curls": [
            (-206, 560),
            (-210, 430),
            (-130, 340),
            (0, 310),
            (130, 340),
            (210, 430),
            (206, 560),
            (170, 450),
            (90, 410),
            (0, 424),
            (-90, 408),
            (-170, 450),
            (-206, 560),
        ],
        "scarf": [
            (-226, 800),
            (-250, 560),
            (-160, 330),
            (0, 262),
            (160, 330),
            (250, 560),
            (226, 800),
            (190, 640),
            (176, 500),
            (110, 400),
            (0, 370),
            (-110, 400),
            (-176, 500),
            (-190, 640),
            (-226, 800),
        ],
    }
    if face.hair in shapes:
        shape = curve([(540 + x * w, y) for x, y in shapes[face.hair]], 7)
        canvas.fill(shape, ink)
        canvas.shade(shape, dark, 0.0, 0.9, "right")
    if face.hair == "crown":
        for side in (-1, 1):
            tuft = curve(
                [
                    (540 + side * 200 * w, 640),
                    (540 + side * 250 * w, 560),
                    (540 + side * 214 * w, 440),
                    (540 + side * 184 * w, 500),
                    (540 + side * 200 * w, 640),
                ],
                6,
            )
            canvas.fill(tuft, ink)
            canvas.shade(tuft, STONE, 0.0, 0.7, "right")
        canvas.shade(ring(470, 400, 80, 40), CREAM, 0.0, 0.5, "middle")
    if face.hair == "cap":
        cap = curve(
            [
                (540 - 232 * w, 470),
                (540 - 236 * w, 380),
                (430, 276),
                (600, 262),
                (540 + 190 * w, 320),
                (540 + 236 * w, 440),
            ],
            7,
        )
        canvas.fill([*cap, (540 + 236 * w, 470)], ink)
        canvas.shade([*cap, (540 + 236 * w, 470)], INK, 0.0, 0.8, "right")
        canvas.fill(
            [
                (540 - 240 * w, 452),
                (540 + 240 * w, 440),
                (540 + 250 * w, 490),
                (540, 512),
                (540 - 250 * w, 494),
            ],
            mix(ink, INK, 0.5),
        )


def _glasses(canvas: Canvas) -> None:
    for side in (-1, 1):
        frame = ring(540 + side * 94, 590, 70, 56)
        canvas.stroke(frame, 11, INK)
        canvas.stroke([(540 + side * 164, 580), (540 + side * 204, 566)], 10, INK)
    canvas.stroke(curve([(514, 580), (540, 568), (566, 580)], 5), 10, INK)
