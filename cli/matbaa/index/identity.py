"""The ids that entries have on pages, and the names of their files: the same whatever else is in the edition."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from typing import TYPE_CHECKING

from matbaa.index import dates

if TYPE_CHECKING:
    from pathlib import PurePath

__all__ = ["by_date", "by_form", "by_key", "file_name", "page_name", "slug"]

# dates that their slug tells of exactly
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?(/\d{4}(-\d\d)?(-\d\d)?)?")
_PLAIN_ID = re.compile(r"[a-z_][a-z0-9_.-]*")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
# what Windows keeps for itself, whatever follows a dot
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|clock\$)(\..*)?", re.IGNORECASE)


def by_date(expression: str) -> str:
    """The id of a date that is written in ISO 8601: `d-1919-05-19`."""
    plain = dates.slug(expression)
    return plain if _PLAIN_DATE.fullmatch(expression) else f"{plain}-{_mark(expression)}"


def by_form(form: str) -> str:
    """The id of a name without a reference."""
    return f"{slug(form)}-{_mark(form)}"


def by_key(key: str, root: str) -> str:
    """The id of what a pointer leads to and no list has, by what the catalogue made of the pointer; files are told
    from the folder `root`, so that the id is the same wherever the edition lies.
    """
    if key.startswith("#"):
        return key[1:] if _PLAIN_ID.fullmatch(key[1:]) else f"{slug(key)}-{_mark(key)}"
    path, _, fragment = key.partition("#")
    told = f"{os.path.relpath(path, root)}#{fragment}" if path.startswith(os.sep) else key
    return f"{slug(fragment or path.rstrip('/').rpartition('/')[2])}-{_mark(told)}"


def file_name(identity: str) -> str:
    """A name for the file of the entry with this id that every system takes, without an ending."""
    if _FILE.fullmatch(identity) and not identity.endswith(".") and not _RESERVED.fullmatch(identity):
        return identity
    return f"{slug(identity)}-{_mark(identity)}"


def page_name(path: PurePath) -> str:
    """The name that a text has on the site, of that of its file: the same on every system, and taken by every system.

    A name that is no plain one, such as `a#b?.xml` or `CON.xml`, is made one.
    """
    name = unicodedata.normalize("NFC", path.stem)
    # servers and searches take index.html for its folder
    return f"{name}-{_mark(name)}" if name.casefold() == "index" else file_name(name)


def slug(name: str) -> str:
    """`name` in small letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "i")).encode("ascii", "ignore").decode()
    words = "".join(character if character.isalnum() else " " for character in plain.lower()).split()
    return "-".join(words)[:60].rstrip("-") or "entry"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:6]
