"""Maps as data: the world's coastlines, a projection that fits the places, circles and labels; no HTML and no SVG."""

__all__: list[str] = []
