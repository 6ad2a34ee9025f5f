"""The types of accepted documents. Browsers run none of these."""

from typing import Final

from byline.lib.pictures import limits as pictures

EXTENSIONS: Final = (
    *"pdf epub txt md rtf csv tsv json geojson kml gpx xml ics".split(),
    *"odt ods odp docx xlsx pptx doc xls ppt".split(),
    *"zip gz 7z".split(),
    *"mp3 m4a aac oga ogg opus flac wav mp4 m4v mov webm ogv vtt srt".split(),
    *pictures.EXTENSIONS,
)
