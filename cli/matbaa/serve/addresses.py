"""From the address that a browser asks for to the file that it gets, or none."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PAGE", "content_type", "file_at", "is_ours"]

PAGE = "index.html"
# the types do not depend on the machine
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
_ANY = "application/octet-stream"


def is_ours(host: str | None, port: int) -> bool:
    """True if the header `Host` names this machine itself.

    Another name that leads here would be one that a stranger's page has been given, to read what is served.
    """
    host = (host or "").strip().lower()
    name, _, given = host.rpartition(":")
    if not given.isdigit():
        name, given = host, "80"
    return name in {"127.0.0.1", "localhost", "[::1]"} and given == str(port)


def file_at(folder: Path, address: str) -> Path | None:
    """The file below `folder` that `address` (the path of a URL) stands for; a folder stands for its index.html.

    Nothing for an address that leads elsewhere, also by a link on the disk, to a hidden file, or nowhere.
    """
    try:
        path = unquote_to_bytes(address).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    if path.endswith("/") or not parts:
        parts.append(PAGE)
    try:
        base = folder.resolve()
        found = base.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    if base not in found.parents or not found.is_file():
        return None
    return found


def content_type(path: Path) -> str:
    """What a file is, for the header `Content-Type`."""
    suffix = path.suffix.lower()
    return _TYPES.get(suffix) or mimetypes.types_map.get(suffix) or _ANY
