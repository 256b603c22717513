"""The search: Pagefind's index of the pages of texts, made again when one of them has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.pipeline.plan import SEARCH, program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.plan import Shape

__all__ = ["available", "files", "make_search", "missing", "version"]

# what stands in the text on a page and is not of it, and readings beside those that are shown
_NOT_TEXT = ".pb, .noteref, .back, .says, .permalink, .original"
# Pagefind's own pages and what only they need
_UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")
_SECONDS = 3600
_TEXTS = f"{SEARCH}texts.json"
_TOLD = re.compile(r'\sdata-of="([^"]+)"')


def available() -> bool:
    """Is Pagefind installed?"""
    return bool(version()) and find_spec("pagefind_bin") is not None


def version() -> str:
    """That of Pagefind, empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("pagefind_bin")
    except PackageNotFoundError:
        return ""


def missing() -> Finding:
    """What is told of an edition that could have a search."""
    return Finding(
        "MBI017", Severity.HINT, "the site has no search, since Pagefind is not installed", "edition.toml",
        hint="pip install 'matbaa[search]', or say that there is to be none: search = false below [site]",
    )  # fmt: skip


def files(bench: Bench, shape: Shape) -> set[str]:
    """The files of the index that the last build made, as long as there is to be one."""
    return {name for name in bench.known if name.startswith(SEARCH)} if shape.search else set()


def make_search(bench: Bench, shape: Shape) -> None:
    """Makes the index, where it is stale, of the pages that lie in the folder: those that are no more must be gone.

    Where Pagefind fails, that is a fault, and the index of the last build stays for the next one to renew.
    """
    if not shape.search:
        return
    pages = sorted((name, bench.known[name].made_from) for name in bench.wanted & bench.known.keys() if _is_page(name))
    told = hashlib.sha256(repr(pages).encode()).hexdigest()
    parts = {"the pages of texts": told, "Pagefind": version(), **program()}
    before = files(bench, shape)
    stale = [name for name in before if bench.want(name, parts)]
    if before and not stale and not bench.force:
        return
    if not before:
        bench.note(f"{SEARCH}pagefind-entry.json", ("it was never made",))
    if bench.dry:
        return
    made = set()
    try:
        for name, data in _made(bench.folder):
            made.add(name)
            bench.wanted.add(name)
            bench.write(name, data, parts)
    except _Failed as error:
        hint = "pip install --upgrade 'matbaa[search]', or search = false below [site]"
        message = f"Pagefind could not make the index of the search: {error}"
        bench.faults.append(Finding("MBI017", Severity.ERROR, message, "edition.toml", hint=hint))
    else:
        bench.wanted -= before - made


def _is_page(name: str) -> bool:
    return name.startswith("html/") and name.endswith(".html")


class _Failed(Exception):
    """What Pagefind said when it made no index."""


def _made(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the index. Raises `_Failed`."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="matbaa-search-") as place:
        command = [
            str(_program()), "--site", str(site), "--glob", "html/*.html", "--output-path", place, "--silent",
            "--exclude-selectors", _NOT_TEXT,
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False, cwd=place)
            said = (
                "" if done.returncode == 0 else (done.stderr or done.stdout).strip() or f"exit code {done.returncode}"
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
        if said:
            raise _Failed(" ".join(said.split()))
        for path in sorted(Path(place).rglob("*")):
            if path.is_file() and not path.name.startswith(_UNUSED):
                yield SEARCH + path.relative_to(place).as_posix(), _in_order(path)
        yield _TEXTS, _texts(site, Path(place))


def _texts(site: Path, index: Path) -> bytes:
    """What texts can be narrowed down by: values, such as `persons:Ali`, and the numbers of those that each text has,
    by the name that the index has for it. (Pagefind's own filters come in an order of chance.)
    """
    numbers: dict[str, int] = {}
    texts: dict[str, list[int]] = {}
    for path in sorted(index.glob("fragment/*.pf_fragment")):
        data = gzip.decompress(path.read_bytes())
        page = json.loads(data[data.index(b"{") :])["url"].lstrip("/")
        told = _TOLD.findall((site / page).read_text("utf-8"))
        found = sorted({unescape(value) for value in told})
        texts[path.stem] = [numbers.setdefault(value, len(numbers)) for value in found]
    return json.dumps({"values": list(numbers), "texts": texts}, ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(path: Path) -> bytes:
    """A file of the index; languages stand in an order of chance in the one that lists them."""
    data = path.read_bytes()
    if path.name != "pagefind-entry.json":
        return data
    return json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _program() -> Path:
    from pagefind_bin import get_executable

    found: Path = get_executable()
    return found
