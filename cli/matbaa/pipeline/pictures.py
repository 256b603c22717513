"""Pictures and the like that texts show or lead to: they come to where the pages look for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.files import refused
from matbaa.pipeline import outputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.gathering import Sources

__all__ = ["make_pictures", "picture_digests"]

# what a page can show or lead to; nothing that could be a part of the edition by itself
_ENDINGS = frozenset(".png .jpg .jpeg .gif .svg .webp .avif .tif .tiff .jp2 .pdf .mp3 .ogg .wav .mp4 .webm".split())
_FACT = "pictures"


def make_pictures(bench: Bench, sources: Sources) -> dict[str, str]:
    """Copies what has changed of the pictures that the texts name by paths relative to them; gives the digest of each
    by its name. A path that leads out of the edition's folder is not followed.
    """
    found = dict(_found(bench, sources))
    digests = bench.state.digests(found.values())
    told = {}
    for name, path in sorted(found.items()):
        whose = bench.project.name(path)
        told[whose] = digests[path]
        parts = {whose: digests[path]}
        if bench.want(name, parts) and not bench.dry:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise refused(error, path) from None
            bench.state.record([bench.made(outputs.write(bench.folder, name, data), parts, (whose,))])
    if not bench.dry:
        bench.state.keep_fact(_FACT, json.dumps(sorted(map(str, found.values()))))
    return told


def _found(bench: Bench, sources: Sources) -> Iterator[tuple[str, Path]]:
    """The names of outputs that are pictures, and the files that they are copies of."""
    texts = {f"html/{source.document}.html": source.path for source in sources.texts}
    root = bench.project.root.resolve()
    for page, names in bench.state.pages.files():
        text = texts.get(page)
        for name in names if text is not None and page in bench.wanted else ():
            if Path(name).suffix.lower() not in _ENDINGS or name in bench.wanted:
                continue
            # the page lies in html/, as the text in its folder
            path = text.parent.joinpath(*_up(name)).resolve() if text is not None else Path()
            if path.is_relative_to(root) and not path.is_relative_to(bench.folder) and path.is_file():
                yield name, path


def _up(name: str) -> tuple[str, ...]:
    """The way from html/ to the file `name` of the site."""
    parts = name.split("/")
    return tuple(parts[1:]) if parts[0] == "html" else ("..", *parts)


def picture_digests(bench: Bench) -> list[tuple[str, str]]:
    """The digests of the pictures that were copied by the build before, by their paths."""
    paths = [Path(path) for path in json.loads(bench.state.fact(_FACT) or "[]")]
    return sorted((str(path), digest) for path, digest in bench.state.digests(paths).items())
