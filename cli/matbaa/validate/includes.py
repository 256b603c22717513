"""XInclude: Matbaa reads each file by itself, and says so where a text would have others read into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Severity
from matbaa.validate import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document
    from matbaa.finding import Finding

__all__ = ["check"]

_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


def check(document: Document) -> Iterator[Finding]:
    """MBW005 for each `xi:include` in `document`."""
    for include in document.root.iter(_INCLUDE):
        target = include.get("href", "")
        what = f" of {words.quoted(target)}" if target else ""
        yield document.finding(
            "MBW005",
            Severity.WARNING,
            f"this XInclude{what} is not followed: what it would include is not part of the text here",
            document.locate(include),
            hint="resolve it first (xmllint --xinclude), or name the included file as a text of its own",
        )
