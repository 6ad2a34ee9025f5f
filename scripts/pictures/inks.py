"""The inks of all pictures: few, so that they look like one newspaper's."""

Ink = tuple[int, int, int]

PAPER: Ink = (244, 236, 220)
CREAM: Ink = (251, 245, 230)
SAND: Ink = (229, 207, 164)
OCHRE: Ink = (214, 154, 58)
RUST: Ink = (190, 86, 49)
BRICK: Ink = (143, 61, 46)
ROSE: Ink = (224, 163, 140)
MOSS: Ink = (125, 136, 84)
PINE: Ink = (56, 82, 65)
TEAL: Ink = (76, 127, 130)
POOL: Ink = (146, 193, 187)
SKY: Ink = (200, 217, 211)
SLATE: Ink = (88, 106, 122)
NAVY: Ink = (37, 53, 78)
INK: Ink = (29, 35, 44)
STONE: Ink = (186, 174, 152)
SMOKE: Ink = (138, 132, 118)


def mix(first: Ink, second: Ink, share: float) -> Ink:
    """`share` (0 to 1) of the second ink in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


BROWN = mix(BRICK, INK, 0.35)
DARK_SKIN, WARM_SKIN = mix(BRICK, INK, 0.3), mix(BRICK, SAND, 0.4)
