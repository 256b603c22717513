"""Addresses within the site."""

from __future__ import annotations

import re

from matbaa.index.identity import file_name

__all__ = ["entry_page", "quoted", "spot"]

# what would end the path of an address, or is none of its characters
_NO_PATH = re.compile(r"""[\x00-\x20%#?"'<>\\^`{|}\x7f]""")


def quoted(name: str) -> str:
    """The name of a file as it stands in an address; letters of any script stay readable."""
    return _NO_PATH.sub(lambda found: f"%{ord(found[0]):02X}", name)


def spot(base: str, document: str, fragment: str) -> str:
    """The address of a place in the page of the text `document`; `base` leads to the folder of pages."""
    return f"{base}{quoted(document)}.html#{fragment}"


def entry_page(base: str, kind: str, identity: str) -> str:
    """The address of the page of an entry; `base` leads to the folder of indexes."""
    return f"{base}{kind}/{file_name(identity)}.html"
