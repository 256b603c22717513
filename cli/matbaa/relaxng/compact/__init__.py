"""RELAX NG's compact syntax (as of 2002-11-21), turned into its XML syntax.

There is one library for this, rnc2rng; it knows a part of the syntax only and fails on TEI's own schemas, as Trang
writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.compact.nodes import tree
from matbaa.relaxng.compact.parser import parse
from matbaa.relaxng.compact.tokens import Source, decoded, tokens

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["to_xml"]


def to_xml(data: bytes, name: str) -> etree._ElementTree:
    """The schema in `data`, which `name` calls in messages, in the XML syntax.

    Elements have the lines of what they stand for as their `sourceline` (none beyond line 65535, which libxml2 cannot
    keep). Addresses are as the schema has them. Raises `CannotRun` (MBG008) with line and column for faults of syntax
    and undeclared prefixes.
    """
    source = Source(decoded(data, name), name)
    node, prefixes = parse(tokens(source), source)
    return tree(node, prefixes)
