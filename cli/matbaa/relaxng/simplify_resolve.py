"""Which definition a reference leads to: what is included, overridden and combined, sections 4.7, 4.17 and 4.18."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.reader_tree import START, Component, Definition, Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.reader_tree import Include, Scope

__all__ = ["resolve"]


def resolve(start: Pattern, faults: Faults) -> None:
    """Gives every reference its definition. Parts that are overridden are left out."""
    pending = [start]
    seen: set[int] = set()
    undefined: set[tuple[Scope, str]] = set()
    while pending:
        pattern = pending.pop()
        pending.extend(pattern.parts)
        if pattern.excepted is not None:
            pending.append(pattern.excepted)
        if pattern.kind == "ref" and pattern.definition is None:
            scope = pattern.scope
            assert scope is not None
            if scope.definitions is None:
                scope.definitions = _definitions(scope, faults)
                pending.extend(one.pattern for one in scope.definitions.values() if one.pattern is not None)
            pattern.definition = scope.definitions.get(pattern.text)
            if pattern.definition is None and (scope, pattern.text) not in undefined:
                undefined.add((scope, pattern.text))
                _undefined(pattern, scope, faults)
            if pattern.definition is None and pattern is start:
                # much else is missing in what is only a part of a schema
                return
        elif pattern.definition is not None and id(pattern.definition) not in seen:
            seen.add(id(pattern.definition))
            if pattern.definition.pattern is not None:
                pending.append(pattern.definition.pattern)


def _undefined(reference: Pattern, scope: Scope, faults: Faults) -> None:
    """Tells of a reference that leads nowhere."""
    if reference.text == START:
        faults.add(reference.at, "<grammar> has no <start>, which names the root elements",
                   "add a <start>; if this file is a part of a schema, give the file that includes it")  # fmt: skip
        return
    from difflib import get_close_matches

    near = get_close_matches(reference.text, scope.definitions or (), 1)
    hint = f'did you mean "{near[0]}"?' if near else "define it, or include the file that does"
    faults.add(reference.at, f'"{reference.text}" is referred to, but nowhere defined', hint, attribute="name")


def _definitions(scope: Scope, faults: Faults) -> dict[str, Definition]:
    """The definitions of a grammar by name, with those of one name combined."""
    grouped: dict[str, list[Component]] = {}
    for component in _components(scope.contents, faults):
        grouped.setdefault(component.name, []).append(component)
    return {name: _combined(name, components, faults) for name, components in grouped.items()}


def _components(contents: list[Component | Include], faults: Faults) -> Iterator[Component]:
    """All components of a grammar, with the included ones but for what is overridden."""
    for one in contents:
        if isinstance(one, Component):
            yield one
            continue
        overridden = {component.name: component for component in one.overrides}
        missing = dict(overridden)
        for component in _components(one.included, faults):
            if component.name in overridden:
                missing.pop(component.name, None)
            else:
                yield component
        for component in missing.values():
            faults.add(component.at, f"{component.at} is to override what the included file does not have",
                       "put it outside <include>, or check the name")  # fmt: skip
        yield from one.overrides


def _combined(name: str, components: list[Component], faults: Faults) -> Definition:
    first = components[0]
    if len(components) == 1:
        return Definition(name, first.pattern)
    plain = [component for component in components if component.combine is None]
    how = {component.combine: component for component in components if component.combine is not None}
    if len(plain) > 1:
        before, again = plain[0].at, plain[1].at
        faults.add(again, f"{again} is there twice: it is defined {before.where(again)} already",
                   'give one of the two the attribute combine="choice" or combine="interleave"')  # fmt: skip
    if len(how) > 1:
        component = how["interleave"]
        faults.add(component.at, f"{component.at} is combined by choice in one place and by interleave in another",
                   "use one combine for all definitions of a name")  # fmt: skip
    return Definition(name, Pattern(next(iter(how), None) or "choice", first.at, [one.pattern for one in components]))
