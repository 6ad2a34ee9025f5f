"""Which picture files the demo has, and how a drawing becomes one."""

import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from scripts.pictures.catalogue import draw

RECIPES = Path(__file__).with_name("recipes.toml")
CONTENT_FOLDER = Path(__file__).resolve().parents[2] / "src/byline/demo/content"
SCALE, PORTRAIT_SCALE = 0.75, 0.5  # of the drawing; pages show portraits small
QUALITY = 30  # WebP's; the drawings' grain costs most of the bytes and hides the loss


@dataclass(frozen=True)
class Drawing:
    """A drawing of `scene`, and the file that the demo shows it from."""

    file: Path
    scene: str
    shape: str = "wide"
    seed: int = 1

    def finished(self) -> Image.Image:
        """The picture in the size of its file."""
        scale = PORTRAIT_SCALE if self.scene.startswith("portrait-") else SCALE
        drawn = draw(self.scene, self.shape, self.seed)
        size = (round(drawn.width * scale), round(drawn.height * scale))
        return drawn.resize(size, Image.Resampling.BILINEAR)


def encoded(picture: Image.Image) -> bytes:
    """The bytes of the file. Another version of libwebp may give others of the same picture."""
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def _read() -> list[Drawing]:
    sites = tomllib.loads(RECIPES.read_text(encoding="utf-8"))
    return [
        Drawing(CONTENT_FOLDER / site / "pictures" / f"{key}.webp", **recipe)
        for site, recipes in sites.items()
        for key, recipe in recipes.items()
    ]


DRAWINGS = _read()
