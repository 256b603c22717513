"""The characters of XML's names."""

from __future__ import annotations

from typing import Final

__all__ = ["NAME", "NAME_START"]

# the characters of names, as ranges inside brackets (XML 1.0, fifth edition), without the colon
NAME_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME: Final = NAME_START + r"0-9.\-" + "\u00b7\u0300-\u036f\u203f\u2040"
