"""An XSD schema as libxml2 compiles it: as a whole once, to see that it is one, and afterwards in parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from matbaa import cache
from matbaa.validate.nodes import element_on
from matbaa.validate.results import digest_of
from matbaa.validate.schema_files import schema_tree
from matbaa.validate.xsd_part import part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Schema", "opened"]

_KIND = "xsd-sound"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
# times that faults are looked at again with more of the schema
_ROUNDS = 5


def opened(path: Path, files: Sequence[Path]) -> Schema | None:
    """The schema at `path`, which consists of these files; none where libxml2 cannot use it."""
    parts = [repr(etree.LIBXML_COMPILED_VERSION), str(path), *map(str, files), *map(digest_of, files)]
    key = cache.digest(text.encode("utf-8", "surrogateescape") for text in parts)
    if cache.load(_KIND, key) is not None:
        return Schema(path)
    try:
        whole = etree.XMLSchema(schema_tree(path))
    except etree.XMLSchemaParseError:
        return None
    cache.store(_KIND, key, b"")
    return Schema(path, whole)


@dataclass
class Schema:
    """A schema that is known to be one. It is compiled as far as documents call for, as `part` does it, unless it is
    there as a `whole`.
    """

    path: Path
    whole: etree.XMLSchema | None = None
    _part: etree.XMLSchema | None = None
    _names: frozenset[str] = frozenset()
    _covered: frozenset[str] = frozenset()
    _kept: frozenset[str] = frozenset()

    def faults(self, tree: etree._ElementTree) -> list[etree._LogEntry]:
        """What libxml2 has against a document; the elements at fault are then known to `validator` as a whole."""
        root = tree.getroot()
        self._names |= {str(element.tag).rpartition("}")[2] for element in root.iter("*")}
        for _ in range(_ROUNDS):
            validator = self._ready(root)
            if validator.validate(tree):
                return []
            found = list(validator.error_log)
            blamed = _blamed(root, found)
            if self.whole is not None or blamed <= self._kept:
                return found
            self._kept |= blamed
            self._part = None
        self.whole = etree.XMLSchema(schema_tree(self.path))
        self.whole.validate(tree)
        return list(self.whole.error_log)

    @property
    def validator(self) -> etree.XMLSchema:
        """What was compiled last."""
        found = self.whole or self._part
        assert found is not None  # nosec: `faults` comes first
        return found

    def _ready(self, root: etree._Element) -> etree.XMLSchema:
        if self.whole is None and (self._part is None or not self._names <= self._covered):
            self._part, self._covered = self._compiled(root), self._names
        if self.whole is None and self._part is None:
            self.whole = etree.XMLSchema(schema_tree(self.path))
        return self.validator

    def _compiled(self, root: etree._Element) -> etree.XMLSchema | None:
        if any(element.get(_TYPE) is not None for element in root.iter("*")):
            return None  # a type that the document names may be any
        schema = schema_tree(self.path)
        try:
            return etree.XMLSchema(schema) if part(schema, self._names, self._kept) else None
        except etree.XMLSchemaParseError:
            return None


def _blamed(root: etree._Element, entries: Sequence[etree._LogEntry]) -> frozenset[str]:
    """The names of the elements that a fault may be told of, and of those that they stand in."""
    found = set()
    for entry in entries:
        node = element_on(root, entry.path) if entry.path else None
        node = root if node is None else node
        for one in (node, node.getparent()):
            if one is not None:
                found.add(str(one.tag).rpartition("}")[2])
    return frozenset(found)
