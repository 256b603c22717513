"""The words for elements that do not fit: where they stand, what they lack, what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Severity
from matbaa.relaxng.automaton import ANYTHING, split
from matbaa.relaxng.faults import What
from matbaa.relaxng.message_names import Names, in_namespace
from matbaa.relaxng.patterns import EMPTY
from matbaa.relaxng.values import SPACE
from matbaa.validate import words

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.finding import Finding
    from matbaa.relaxng.faults import Fault

__all__ = ["Elements"]

_PARENTS = 4


class Elements(Names):
    """Makes findings of the faults of elements."""

    def _foreign(self, fault: Fault) -> Finding:
        """An element that has no place in its parent at all."""
        node = fault.node
        name = self._name(str(node.tag))
        parent = node.getparent()
        if parent is None:
            roots = self._expected(fault.state)
            hint = self._hint(
                (fault.what, node.tag), lambda: self._meant(node, roots) or self._listed("the root may be", roots)
            )
            return self._error("MBG001", f"{name} cannot be the root element in this schema", node, hint)
        inside = self._name(str(parent.tag))
        here = self._expected(fault.state)
        anyhow = self._children(fault.kind)
        if fault.what is What.FOREIGN_ELEMENT:
            message = f"{name} is not allowed in {inside}"
            key: tuple[object, ...] = (fault.what, node.tag, fault.kind)
            hint = self._hint(key, lambda: self._allowed(node, inside, anyhow))
        else:
            message = f"the schema knows no element {name}, here in {inside}"
            key = (fault.what, node.tag, fault.state)
            hint = self._hint(key, lambda: self._meant(node, [*here, *anyhow]) or self._next(fault.state))
        return self._error("MBG001", message, node, hint)

    def _meant(self, node: etree._Element, likely: list[str]) -> str | None:
        """What was meant by a name that nobody knows here."""
        namespace, local = split(str(node.tag))
        elsewhere = [known for known, name in self._automaton.element_names if name == local and known != namespace]
        if elsewhere:
            return f"the schema knows <{local}> {in_namespace(elsewhere[0])}; this one is {in_namespace(namespace)}"
        names = {split(name)[1]: name for name in reversed(likely)}
        similar = words.near(local, names)
        if similar is None:
            names = {name: name for known, name in self._automaton.element_names if known == namespace}
            similar = words.near(local, names)
        return f"did you mean <{similar}>?" if similar else None

    def _allowed(self, node: etree._Element, inside: str, children: list[str]) -> str | None:
        parents = self._parents(str(node.tag))
        where = ""
        if 0 < len(parents) <= _PARENTS:
            where = f"; {self._name(str(node.tag))} stands in {' or '.join(map(self._name, sorted(parents)))}"
        return (self._may_hold(inside, children) or "") + where

    def _may_hold(self, inside: str, children: list[str]) -> str:
        return self._listed(f"{inside} may hold", children) or f"{inside} may hold no elements"

    def _misplaced(self, fault: Fault) -> Finding:
        """An element that its parent may hold, but not here, nor later."""
        node = fault.node
        parent = node.getparent()
        assert parent is not None
        name, inside = self._name(str(node.tag)), self._name(str(parent.tag))
        hint = self._hint((fault.what, fault.state), lambda: self._next(fault.state))
        before = self._excluding(node, parent, fault.kind)
        if before is None:
            message = f"{name} may stand in {inside}, but not at this place"
        elif before.tag == node.tag:
            message = f"{name} may stand here in {inside} only once, and there is one already"
        else:
            other = self._name(str(before.tag))
            message = f"{name} cannot stand after {other} in {inside}"
        return self._error("MBG001", message, node, hint)

    def _next(self, state: int) -> str | None:
        if state == ANYTHING:
            return None
        names = self._expected(state)
        return self._listed("here may stand", names) or "nothing more may follow here: remove it, or look at the order"

    def _excluding(self, node: etree._Element, parent: etree._Element, kind: int) -> etree._Element | None:
        """The first sister before `node` after which it may not come any more."""
        key = (parent, node.tag)
        found = self._exclusive.get(key)
        if found is None and (found := self._first_excluding(node, parent, kind)) is not None:
            self._exclusive[key] = found
        return found

    def _first_excluding(self, node: etree._Element, parent: etree._Element, kind: int) -> etree._Element | None:
        automaton = self._automaton
        derivatives = automaton.derivatives
        patterns = [derivatives.closed(content, EMPTY) for content in automaton.contents(kind)]
        seen = set()
        for sister in parent.iterchildren("*"):
            if sister is node:
                break
            name = str(sister.tag)
            if name in seen:
                continue
            seen.add(name)
            come = automaton.fitting(patterns, name, skipping=True)
            if come:
                left = [derivatives.after(pattern, come, skipping=True) for pattern in patterns]
                if not automaton.fitting(left, str(node.tag), skipping=True):
                    return sister
        return None

    def _early(self, fault: Fault) -> Finding:
        """An element before which another is missing."""
        node = fault.node
        parent = node.getparent()
        name = self._name(str(node.tag))
        inside = self._name(str(parent.tag)) if parent is not None else "the document"
        needed = self._needed(fault.state)
        later = {str(sister.tag): sister for sister in node.itersiblings("*", preceding=False)}
        swapped = next((one for one in needed if one in later), None)
        if swapped is not None:
            other = self._name(swapped)
            place = self._document.locate(later[swapped])
            hint = f"move {other} from line {place.line} to before {name}"
            return self._error("MBG001", f"{name} stands before {other}, which must come first in {inside}", node, hint)
        if not needed:
            return self._error("MBG001", f"{name} cannot stand here in {inside}: something is missing before it", node,
                               self._next(fault.state))  # fmt: skip
        what = self._any(needed) if len(needed) == 1 else "an element"
        some = "one of " if len(needed) > 2 else ""
        message = f"{what} is missing in {inside} before {name}"
        return self._error("MBG005", message, node, f"put {some}{self._any(needed)} before {name}")

    def _incomplete(self, fault: Fault) -> Finding:
        """An element that ends before all is there."""
        node = fault.node
        name = self._name(str(node.tag))
        place, end = self._document.locate(node), self._document.locate_end(node)
        needed = self._needed(fault.state)
        if end.line != place.line:
            name_here = f"{name} (begun on line {place.line})"
            place = end
        else:
            name_here = name
        empty = len(node) == 0 and not (node.text or "").strip(SPACE)
        how = "is empty" if empty else "ends too early"
        if not needed:
            message = f"{name_here} {how}: something that must stand in it is missing"
            hint: str | None = self._listed(f"{name} may go on with", self._expected(fault.state))
        elif len(needed) == 1:
            message = f"{name_here} {how}: {self._any(needed)} is missing"
            hint = f"add {self._any(needed)} to {name}"
        else:
            message = f"{name_here} {how}: an element is missing"
            hint = f"add {'one of ' if len(needed) > 2 else ''}{self._any(needed)} to {name}"
        return self._document.finding("MBG005", Severity.ERROR, message, place, hint=hint)
