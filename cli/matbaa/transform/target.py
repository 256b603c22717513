"""What a document can be turned into: Matbaa's own outputs, and whatever a stylesheet of the user's makes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.document import read, require_tei
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.resources import resource
from matbaa.saxon import Untyped, saxon
from matbaa.transform.compiled import compiled
from matbaa.transform.confined import SECONDS, confined
from matbaa.transform.stylesheets import extension, parameters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from matbaa.document import Document
    from matbaa.saxon import Stylesheet
    from matbaa.transform.confined import Confined

__all__ = ["TARGETS", "Options", "Output", "Target", "built_in", "own", "transform"]

TARGETS = {"html": ".html", "text": ".txt", "untagged": ".xml"}


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of output: its stylesheet, the ending of its files' names, and whether its input must be TEI.

    With `confined`, a process of its own runs the stylesheet and can read and write only what it may.
    """

    stylesheet: Path
    extension: str
    tei: bool
    parameters: frozenset[str]
    confined: Confined | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What may be said of an output. `None` leaves it to the stylesheet.

    `notes` is keep or drop, `reading` original or corrected, `width` the greatest length of a line (0: a paragraph
    a line): all three for plain text. `entities` is an index's links (a tree of `entity` elements in
    `urn:matbaa:index`), for HTML. `parameters` are further stylesheet parameters by name, as text of any type.
    """

    notes: str | None = None
    reading: str | None = None
    width: int | None = None
    entities: etree._ElementTree | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, object]:
        """The stylesheet parameters that these options stand for."""
        said = {"notes": self.notes, "reading": self.reading, "width": self.width, "entities": self.entities}
        given: dict[str, object] = {name: value for name, value in said.items() if value is not None}
        return given | {name: Untyped(value) for name, value in self.parameters.items()}


@dataclass(frozen=True, slots=True)
class Output:
    """What a transformation made: the output's bytes, further files by relative path, and what the stylesheet said."""

    data: bytes
    others: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def built_in(name: str) -> Target:
    """One of Matbaa's own targets: `html`, `text` or `untagged`."""
    path = resource(f"xslt/{name}.xsl")
    return Target(path, TARGETS[name], tei=True, parameters=parameters(path))


def own(
    path: Path,
    ending: str | None = None,
    *,
    folders: Sequence[Path] = (),
    trusted: bool = False,
    seconds: float = SECONDS,
) -> Target:
    """The target that the user's stylesheet at `path` makes, from any XML; `ending` is that of its files' names.

    It is compiled here, so that a fault in it is known before any work: raises `CannotRun`. Its imports may name
    Matbaa's stylesheets as `matbaa:html.xsl`, `matbaa:lib/links.xsl` and so on.

    It reads only what lies in its own folder and in `folders`, writes only beside its output, and has `seconds` for a
    document; with `trusted`, it may do what the user may.
    """
    resolved = path.resolve()
    if trusted:
        compiled(resolved)
    else:
        read(path)  # one that is missing is better told here
    apart = None if trusted else confined(resolved, tuple(folder.resolve() for folder in folders), seconds)
    suffix = ending if ending is not None else extension(path)
    return Target(
        path, suffix if suffix.startswith(".") else f".{suffix}", tei=False, parameters=parameters(path), confined=apart
    )


def transform(document: Document, target: Target, options: Options | None = None) -> Output:
    """Turns `document` into the target's output.

    Raises `CannotRun` for a document that is not TEI where the target needs it, for a parameter that the stylesheet
    does not have, and when the transformation fails or stops itself.
    """
    if target.tei:
        require_tei(document)
    given = (options or Options()).values()
    _known(given, target)
    if target.confined:
        data, others, said = target.confined.run(document, given)
        return Output(data, others, tuple(_said(message, document, target) for message in said))
    stylesheet = saxon().stylesheet(target.stylesheet) if target.tei else compiled(target.stylesheet.resolve())
    others = {}
    if target.tei:
        data = stylesheet.run(document, given).encode("utf-8")
    else:
        data, others = _with_files(stylesheet, document, given)
    return Output(data, others, tuple(_said(message, document, target) for message in stylesheet.messages))


def _with_files(
    stylesheet: Stylesheet, document: Document, given: Mapping[str, object]
) -> tuple[bytes, dict[str, bytes]]:
    """The result as the stylesheet's own xsl:output serialises it, and the files that xsl:result-document made."""
    with tempfile.TemporaryDirectory(prefix="matbaa-") as name:
        folder = Path(name) / "output"
        folder.mkdir()
        principal = folder / ".principal"
        stylesheet.run_to(document, principal, given)
        others = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file != principal
        }
        return principal.read_bytes() if principal.exists() else b"", others


def _known(given: Mapping[str, object], target: Target) -> None:
    unknown = sorted(set(given) - target.parameters)
    if unknown:
        has = ", ".join(sorted(target.parameters)) or "none"
        raise CannotRun(
            *(
                Finding("MBT005", Severity.ERROR, f'the stylesheet has no parameter "{name}"', str(target.stylesheet),
                        hint=f"its parameters are: {has}")
                for name in unknown
            )
        )  # fmt: skip


def _said(message: str, document: Document, target: Target) -> Finding:
    severity = Severity.WARNING if target.tei else Severity.HINT
    return Finding("MBT004", severity, " ".join(message.split()), document.name)
