"""Elements of a schema's file -> patterns, components and name classes as they are written, each after its children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matbaa.relaxng.grammar import Datatype
from matbaa.relaxng.reader_classes import any_name, is_xmlns, name_choice, ncname, qname
from matbaa.relaxng.reader_frames import SPACE, Except, Parameter
from matbaa.relaxng.reader_reading import Job
from matbaa.relaxng.reader_rules import NAMES, NEEDS_CONTENT
from matbaa.relaxng.reader_tree import START, Component, Definition, Include, Pattern

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.relaxng.grammar import NameClass
    from matbaa.relaxng.reader_frames import Frame
    from matbaa.relaxng.reader_reading import Reading

__all__ = ["Builder"]


class Builder:
    """Builds what one file says; `chain` holds the files that led to it, with the file itself."""

    def __init__(self, reading: Reading, chain: tuple[Path, ...]) -> None:
        self._reading = reading
        self._faults = reading.faults
        self._chain = chain

    def made(self, frame: Frame) -> list[Any]:
        """What an element makes, for the element around it; nothing if it has a fault that leaves nothing."""
        kind, made = frame.kind, frame.made
        if not made and kind in NEEDS_CONTENT:
            self._lack(frame, f"<{kind}> is empty", "put in what it is to hold; <empty/> stands for nothing")
            return []
        match kind:
            case "element" | "attribute":
                return self._named(frame)
            case "choice" if frame.allowed is NAMES:
                return [name_choice(made)]
            case "name":
                name = qname(frame, frame.content, frame.namespace, None, self._faults)
                return [] if name is None else [name]
            case "anyName" | "nsName":
                return [any_name(frame, self._faults)]
            case "except":
                return [Except(frame.at, made)]
            case "param":
                return [Parameter(ncname(frame, "name", self._faults), frame.content)]
            case "div":
                return made
            case "data" | "value":
                return [self._typed(frame)]
            case "start" | "define":
                return self._component(frame)
            case "include":
                return self._include(frame)
            case "ref" | "parentRef":
                return self._reference(frame)
            case "externalRef":
                return self._external(frame)
            case "grammar":
                assert frame.scope is not None
                frame.scope.contents = made
                return [Pattern("ref", frame.at, text=START, scope=frame.scope)]
        return [Pattern(kind, frame.at, made)]

    def _lack(self, frame: Frame, message: str, hint: str) -> None:
        """Tells that something is missing, unless it was left out for a fault that has been told."""
        if frame.sound:
            self._faults.add(frame.at, message, hint)
            frame.sound = False

    def _named(self, frame: Frame) -> list[Any]:
        """An <element> or <attribute>."""
        kind, made = frame.kind, frame.made
        given = frame.element.get("name")
        names: NameClass | None = None
        if given is not None:
            own = kind == "element" or frame.element.get("ns") is not None
            names = qname(frame, given, frame.namespace if own else "", "name", self._faults)
        elif made and not isinstance(made[0], Pattern):
            names = made.pop(0)
        else:
            self._lack(frame, f"<{kind}> has no name", f'write <{kind} name="…">')
        if kind == "element" and not made:
            self._lack(frame, f"{frame.at} has no content", "put in what it is to hold; <empty/> stands for nothing")
        if names is None or (kind == "element" and not made):
            return []
        if kind == "attribute":
            if is_xmlns(names):
                self._faults.add(
                    frame.at,
                    "an attribute pattern has the name xmlns, but namespace declarations are no attributes",
                    "leave it out: declarations of namespaces need not be allowed",
                )
            if len(made) > 1:
                self._faults.add(
                    frame.at,
                    f"{frame.at} has more than one pattern as its value",
                    "put them in one <group> or <choice>",
                )
            return [Pattern(kind, frame.at, made or [Pattern("text", frame.at)], names)]
        content = made[0] if len(made) == 1 else Pattern("group", frame.at, made)
        return [Pattern(kind, frame.at, names=names, definition=Definition(str(frame.at), content))]

    def _typed(self, frame: Frame) -> Pattern:
        """A <data> or <value>."""
        element = frame.element
        given = element.get("type")
        library = frame.library if given is not None else ""
        name = "token" if given is None else ncname(frame, "type", self._faults)
        parameters = tuple((one.name, one.text) for one in frame.made if isinstance(one, Parameter))
        datatype = Datatype(library, name, parameters)
        wrong = self._reading.types.fault(datatype) if frame.sound and name else None
        if wrong:
            self._faults.add(
                frame.at, f"<{frame.kind}> cannot be used: {wrong}", "mend the type or its parameters", attribute="type"
            )
        if frame.kind == "value":
            text = frame.content
            bindings = self._bindings(frame) if library else ()
            if library and frame.sound and not wrong and not self._reading.types.has(datatype, text, bindings):
                self._faults.add(
                    frame.at,
                    f'"{text}" is no value of the type "{name}", so that nothing can ever be it',
                    "mend the value, or name another type",
                )
            return Pattern("value", frame.at, datatype=datatype, text=text, bindings=bindings)
        excepted = [one for one in frame.made if isinstance(one, Except)]
        if excepted and (len(excepted) > 1 or not isinstance(frame.made[-1], Except)):
            self._faults.add(
                frame.at,
                "<data> has an <except> that is not its last child, or more than one",
                "put what is excepted in one <except>, after every <param>",
            )
        but = None
        if excepted and excepted[0].made:
            inside = excepted[0].made
            but = inside[0] if len(inside) == 1 else Pattern("choice", excepted[0].at, inside)
        return Pattern("data", frame.at, datatype=datatype, excepted=but)

    def _bindings(self, frame: Frame) -> tuple[tuple[str | None, str], ...]:
        """The namespaces that a value may use; what has no prefix stands in that of @ns."""
        declared = {prefix: uri for prefix, uri in frame.element.nsmap.items() if prefix}
        return ((None, frame.namespace), *sorted(declared.items()))

    def _component(self, frame: Frame) -> list[Any]:
        """A <start> or <define>."""
        kind, made = frame.kind, frame.made
        name = ncname(frame, "name", self._faults) if kind == "define" else START
        combine = frame.element.get("combine")
        if combine is not None:
            combine = combine.strip(SPACE)
            if combine not in ("choice", "interleave"):
                self._faults.add(
                    frame.at,
                    f'combine="{combine}" is neither "choice" nor "interleave"',
                    "write one of these",
                    attribute="combine",
                )
                combine = "choice"
        if kind == "start" and len(made) > 1:
            self._faults.add(frame.at, "<start> holds more than one pattern", "put them in one <choice>")
        if kind == "define" and not name:
            return []
        pattern = made[0] if len(made) == 1 else Pattern("group", frame.at, made)
        return [Component(name, frame.at, combine, pattern)]

    def _include(self, frame: Frame) -> list[Any]:
        path = self._path(frame)
        if path is None:
            frame.sound = False
            return []
        include = Include(frame.at, frame.made)
        self._reading.jobs.append((self._job(frame, path), include.included))
        return [include]

    def _external(self, frame: Frame) -> list[Any]:
        path = self._path(frame)
        if path is None:
            frame.sound = False
            return []
        definition = Definition(frame.element.get("href", ""))
        return [Pattern("ref", frame.at, definition=self._reading.external(self._job(frame, path), definition))]

    def _job(self, frame: Frame, path: Path) -> Job:
        return Job(path, frame.at, frame.namespace, frame.scope, self._chain)

    def _path(self, frame: Frame) -> Path | None:
        """The file that @href names, if it can be read without going round in a circle."""
        address = frame.element.get("href")
        path = None if address is None else self._reading.resolve(frame.at, address, frame.base)
        if path in self._chain:
            circle = [*self._chain[self._chain.index(path) :], path]
            names = " → ".join(file.name for file in circle)
            self._faults.add(
                frame.at,
                f"the files of the schema include each other in a circle: {names}",
                "let each file include only what does not include it",
                attribute="href",
            )
            return None
        return path

    def _reference(self, frame: Frame) -> list[Any]:
        name = ncname(frame, "name", self._faults)
        if not name:
            return []
        scope = frame.scope
        if frame.kind == "parentRef" and scope is not None:
            scope = scope.parent
            if scope is None:
                self._faults.add(
                    frame.at,
                    f"{frame.at} stands in no inner <grammar>",
                    "write <ref> for what is defined in the same grammar",
                )
                return [Pattern("notAllowed", frame.at)]
        if scope is None:
            self._faults.add(
                frame.at,
                f"{frame.at} stands in no <grammar>, so that nothing is defined for it",
                "put the schema in a <grammar>, and define the name there",
            )
            return [Pattern("notAllowed", frame.at)]
        return [Pattern("ref", frame.at, text=name, scope=scope)]
