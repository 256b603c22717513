"""Grammars and what was learned of them as JSON, which is data and can do nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from matbaa.relaxng.automaton import Kept, Tables
from matbaa.relaxng.grammar import AnyName, Datatype, Element, Grammar, Name, NameChoice, NsName
from matbaa.relaxng.patterns import VALUE, Node, Patterns

if TYPE_CHECKING:
    from matbaa.relaxng.grammar import NameClass

__all__ = ["grammar_from_json", "grammar_to_json", "kept_from_json", "kept_to_json"]


def grammar_to_json(grammar: Grammar) -> bytes:
    """All of a grammar."""
    return _bytes(
        {
            "patterns": grammar.patterns.nodes,
            "start": grammar.start,
            "names": [_names_to_list(names) for names in grammar.names],
            "datatypes": grammar.datatypes,
            "elements": grammar.elements,
            "files": grammar.files,
            "ids": grammar.ids,
        }
    )


def grammar_from_json(data: bytes) -> Grammar:
    """The grammar again. Raises `ValueError`, `TypeError`, `LookupError` where the data are not what they should be."""
    read = json.loads(data)
    return Grammar(
        Patterns(map(_node, read["patterns"])),
        int(read["start"]),
        tuple(map(_names_from_list, read["names"])),
        tuple(map(_datatype, read["datatypes"])),
        tuple(Element(*element) for element in read["elements"]),
        tuple((str(path), str(digest)) for path, digest in read["files"]),
        bool(read["ids"]),
    )


def kept_to_json(kept: Kept) -> bytes:
    """All that an automaton keeps."""
    return _bytes(
        {
            "tables": vars(kept.tables),
            "grown": kept.grown,
            "nodes": list(kept.nodes.items()),
            "datatypes": list(kept.datatypes.items()),
            "identities": kept.identities,
        }
    )


def kept_from_json(data: bytes) -> Kept:
    """What was kept, again. Raises as `grammar_from_json` does."""
    read = json.loads(data)
    tables = Tables(**read["tables"])
    if not len(tables.states) == len(tables.moves) == len(tables.accepts) == len(tables.texts):
        raise ValueError("tables of different lengths")
    return Kept(
        tables,
        list(map(_node, read["grown"])),
        {int(number): _node(node) for number, node in read["nodes"]},
        {int(number): _datatype(datatype) for number, datatype in read["datatypes"]},
        read["identities"],
    )


def _bytes(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _node(read: list[Any]) -> Node:
    if read[0] == VALUE:
        kind, datatype, text, bindings = read
        return (kind, datatype, text, tuple(map(tuple, bindings)))
    return tuple(read)


def _datatype(read: list[Any]) -> Datatype:
    library, name, parameters = read
    return Datatype(library, name, tuple((str(key), str(value)) for key, value in parameters))


def _names_to_list(names: NameClass | None) -> list[Any] | None:
    match names:
        case None:
            return None
        case Name():
            return ["name", names.namespace, names.local]
        case NsName():
            return ["namespace", names.namespace, _names_to_list(names.but)]
        case AnyName():
            return ["any", _names_to_list(names.but)]
        case NameChoice():
            return ["choice", *map(_names_to_list, names.classes)]


def _names_from_list(read: list[Any]) -> NameClass:
    kind, *parts = read
    if kind == "name":
        return Name(*parts)
    if kind == "namespace":
        return NsName(parts[0], _names_from_list(parts[1]) if parts[1] else None)
    if kind == "any":
        return AnyName(_names_from_list(parts[0]) if parts[0] else None)
    if kind == "choice":
        return NameChoice(tuple(map(_names_from_list, parts)))
    raise ValueError(f"no class of names: {kind}")
