DATE_FORMAT = "j F Y"  # newspapers set no comma before the year
