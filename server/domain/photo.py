"""How pictures are addressed: under a name made of their content, in a few forms."""

LIST, MEDIUM, LARGE = "320.webp", "640.webp", "1200.webp"
"""The forms of a dish's photo and of a cover: a width in pixels and a format."""
ICON, LARGE_ICON = "192.png", "512.png"
"""The forms of a logo."""
PREVIEW = "1200.jpg"
"""The form of a cover that chats and networks show, which do not all know WebP."""
FOLDER = "/photos/"


def photo_path(digest: str, form: str) -> str:
    """The path under which the server answers with a picture in one form; "" where there is no picture."""
    return f"{FOLDER}{digest}-{form}" if digest else ""
