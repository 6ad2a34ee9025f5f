"""Draw the demo's pictures and write them where the demo reads them: `make pictures`."""

from scripts.pictures.files import DRAWINGS, encoded

for drawing in DRAWINGS:
    drawing.file.parent.mkdir(exist_ok=True)
    drawing.file.write_bytes(encoded(drawing.finished()))
    print(drawing.file)  # noqa: T201  (progress of a script)
