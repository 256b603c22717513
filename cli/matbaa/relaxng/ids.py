"""Ids by the schema's own types: each stands once, and what refers to an id finds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.automaton import ANYTHING
from matbaa.relaxng.faults import Fault, What
from matbaa.relaxng.values import SPACE, tokens

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.relaxng.automaton import Automaton

__all__ = ["faults_of_ids"]


def faults_of_ids(root: etree._Element, automaton: Automaton) -> list[Fault]:
    """Ids that stand twice in the tree of `root`, then references without an id; each in document order."""
    types = automaton.identities
    if not types:
        return []
    seen: dict[str, etree._Element] = {}
    doubles: list[Fault] = []
    references: list[tuple[etree._Element, str, str]] = []
    for node in root.iter(list(types)):
        for attribute, kind in types[str(node.tag)].items():
            value = node.get(attribute)
            if value is None:
                continue
            if kind != "ID":
                references.extend((node, attribute, token) for token in tokens(value))
            elif (id_ := value.strip(SPACE)) in seen:
                first = seen[id_]
                doubles.append(Fault(What.DOUBLE_ID, node, ANYTHING, ANYTHING, attribute=attribute, other=first))
            else:
                seen[id_] = node
    lost = [
        Fault(What.LOST_REFERENCE, node, ANYTHING, ANYTHING, attribute=attribute, value=token)
        for node, attribute, token in references
        if token not in seen
    ]
    return [*doubles, *lost]
