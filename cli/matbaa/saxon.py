"""Saxon as the rest of Matbaa uses it: one processor, stylesheets compiled once, errors as findings.

Whatever Saxon reads of a text has passed through `document.parse` first, which is where entities are resolved or
refused: Saxon's own parser sees only what lxml serialised.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


__all__ = ["Saxon", "Stylesheet", "Untyped", "reader", "sandbox", "saxon", "started", "written"]


_FOLDER = "DirectoryCollection.directoryContents"
_COPY = """<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><xsl:sequence select="."/></xsl:template></xsl:transform>"""


@cache
def saxon() -> Saxon:
    """The one Saxon processor of this process."""
    return Saxon()


@cache
def sandbox() -> Saxon:
    """A processor for what strangers wrote: it reads and writes no file, and tells nothing of the machine."""
    return Saxon(confined=True)


@cache
def reader() -> Saxon:
    """A processor for rules that the user has chosen: it reads local files, writes none, and tells nothing of the
    machine.
    """
    return Saxon(confined=True, files=True)


def started() -> bool:
    """True once Saxon has run in this process, which may then not be forked."""
    return any(processor.cache_info().currsize for processor in (saxon, sandbox, reader))


class Untyped(str):
    """A value that becomes whatever type a parameter has, as xs:untypedAtomic does."""

    __slots__ = ()


def written(top: etree._Element) -> str:
    """An element as text that Saxon reads."""
    return etree.tostring(top, encoding="unicode", with_tail=False)


class Saxon:
    """A Saxon processor. Make one a process (see `saxon`): each holds its own name pool and memory."""

    def __init__(self, *, confined: bool = False, files: bool | None = None) -> None:
        import saxonche

        self._processor = saxonche.PySaxonProcessor(license=False)
        # the limits of Saxon's own parser are below those of honest TEI, and lxml has parsed the text before
        for limit in ("maxElementDepth", "elementAttributeLimit", "maxXMLNameLimit"):
            self._processor.set_configuration_property(
                f"http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.{limit}", "0"
            )
        # what a stylesheet reads besides the text brings no other file with it
        for feature in (
            "xml.org/sax/features/external-general-entities",
            "xml.org/sax/features/external-parameter-entities",
            "apache.org/xml/features/nonvalidating/load-external-dtd",
        ):
            self._processor.set_configuration_property(
                f"http://saxon.sf.net/feature/parserFeature?uri=http://{feature}", "false"
            )
        # nothing that a stylesheet or a rule names is fetched
        protocols = "file" if files or (files is None and not confined) else ""
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", protocols)
        if confined:  # no xsl:result-document, environment or system properties either
            self._processor.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
        self._stylesheets: dict[Path, Stylesheet] = {}
        self._own: dict[str, Stylesheet] = {}

    def warm_up(self) -> None:
        """Reads what Saxon reads when it is first used."""
        self.node_of("<_/>")

    def narrow(self, *, files: bool) -> None:
        """From now on stylesheets that have been compiled learn nothing of the machine, and without `files` they read
        no file; there is no way back.
        """
        # what is set once cannot be set again before it is cleared, which does not undo it
        self._processor.clear_configuration_properties()
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
        if not files:
            self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")

    def node(self, tree: etree._ElementTree | etree._Element, base: str | None = None) -> Any:
        """`tree` as a document node of Saxon's, with `base` (a URI) or the tree's own address as its base URI."""
        top = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
        return self.node_of(written(top), base or top.getroottree().docinfo.URL)

    def node_of(self, text: str, address: str | None = None) -> Any:
        """The same from what lxml has written."""
        builder = self._processor.new_document_builder()
        if address:
            builder.set_base_uri(address)
        with _captured_stderr():
            try:
                return builder.parse_xml(xml_text=text)
            except Exception as error:
                said = f"Saxon cannot read it: {' '.join(f'{error}'.split())}"
                raise CannotRun(Finding("MBT002", Severity.ERROR, said, address)) from None

    def value(self, value: object) -> Any:
        """A Python value as Saxon's: text, truth, whole number, tree, or a value that is Saxon's already."""
        if isinstance(value, bool):
            return self._processor.make_boolean_value(value)
        if isinstance(value, int):
            return self._processor.make_integer_value(value)
        if isinstance(value, Untyped):
            return self._processor.make_atomic_value("untypedAtomic", value)
        if isinstance(value, str):
            return self._processor.make_string_value(value)
        if isinstance(value, etree._ElementTree | etree._Element):
            return self.node(value)
        return value

    def stylesheet(self, path: Path) -> Stylesheet:
        """The XSLT stylesheet at `path`, compiled; the second call for a path gives the same one.

        Raises `CannotRun` with the place of each fault when it does not compile.
        """
        path = path.resolve()
        if path not in self._stylesheets:
            self._stylesheets[path] = self._compile(path)
        return self._stylesheets[path]

    def compile(self, text: str, name: str) -> Stylesheet:
        """A stylesheet from its `text`; `name` stands for it in messages."""
        compiler = self._processor.new_xslt30_processor()
        with _captured_stderr() as printed:
            try:
                executable = compiler.compile_stylesheet(stylesheet_text=text)
            except Exception as error:
                raise CannotRun(*_faults(f"{error}", printed(), name, "MBT001")) from None
        return Stylesheet(self, executable, name)

    def serialised(self, node: Any) -> bytes:
        """A document that a stylesheet made, as bytes: its text where it is nothing else, else HTML or XML."""
        top = [child for child in node.children if child.node_kind_str != "text"]
        if not top:
            return str(node.string_value).encode()
        if "copy" not in self._own:
            self._own["copy"] = self.compile(_COPY, "copy")
        return self._own["copy"].run(node).encode()

    def _compile(self, path: Path) -> Stylesheet:
        from matbaa.document import read

        read(path)  # a missing or ill-formed file is better told by our own reader
        compiler = self._processor.new_xslt30_processor()
        with _captured_stderr() as printed:
            try:
                executable = compiler.compile_stylesheet(stylesheet_file=str(path))
            except Exception as error:
                raise CannotRun(*_faults(f"{error}", printed(), str(path), "MBT001")) from None
        return Stylesheet(self, executable, str(path))


@dataclass
class Stylesheet:
    """A compiled stylesheet; may be run any number of times in its process."""

    saxon: Saxon
    executable: Any
    name: str
    messages: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def run(self, source: Any, parameters: Mapping[str, object] | None = None) -> str:
        """The principal result, serialised as the stylesheet asks. `messages` then holds what xsl:message said, and
        `warnings` what Saxon found odd, at lines of the stylesheet.

        `source` is a node of Saxon's, an lxml tree or a `Document`; keys of `parameters` are names of stylesheet
        parameters, `{ns}local` where they have a namespace. Raises `CannotRun` when the transformation fails or stops
        itself.
        """
        text: str = self._transform(source, parameters, None)
        return text

    def run_to(self, source: Any, output: Path, parameters: Mapping[str, object] | None = None) -> None:
        """The same, into the file `output`; documents made by xsl:result-document go to addresses relative to it."""
        self._transform(source, parameters, output)

    def run_captured(self, source: Any, output: Path, parameters: Mapping[str, object] | None = None) -> dict[str, Any]:
        """The same, but the documents that xsl:result-document makes are not written: they are given by address."""
        self.executable.set_capture_result_documents(True)
        self._transform(source, parameters, output)
        return dict(self.executable.get_result_documents() or {})

    def _transform(self, source: Any, parameters: Mapping[str, object] | None, output: Path | None) -> Any:
        from matbaa.document import Document

        executable = self.executable
        executable.clear_parameters()
        for key, value in (parameters or {}).items():
            executable.set_parameter(key, self.saxon.value(value))
        if isinstance(source, Document):
            source = source.tree
        if isinstance(source, etree._ElementTree | etree._Element):
            source = self.saxon.node(source)
        executable.set_save_xsl_message(True)
        with _captured_stderr() as printed:
            try:
                if output is None:
                    result = executable.transform_to_string(xdm_node=source)
                    self.warnings[:] = _warnings(printed(), self.name)
                    return result
                executable.set_base_output_uri(output.resolve().as_uri())
                executable.transform_to_file(xdm_node=source, output_file=str(output))
                return None
            except Exception as error:
                if "XTMM9000" in f"{error}{printed()}":
                    said = " ".join(_said(executable)[-1:]) or "without a word"
                    stopped = Finding("MBT003", Severity.ERROR, f"the stylesheet stopped itself: {said}", self.name)
                    raise CannotRun(stopped) from None
                said = f"{error}"
                if _FOLDER in printed():  # of which Saxon only says that it failed
                    said = "FODC0002 a folder that a collection names cannot be read (Permission denied)"
                raise CannotRun(*_faults(said, printed(), self.name, "MBT002")) from None
            finally:
                self.messages[:] = _said(executable)


def _said(executable: Any) -> list[str]:
    said = executable.get_xsl_messages()
    if said is None:
        return []
    return [said.item_at(number).string_value for number in range(said.size)]


_FAULT = re.compile(
    r"(?:Error|Type error|Static error)\b[^\n]*?"
    r"(?:on line (\d+)(?: column (\d+))?(?: of (\S+?))?)?:?\s*\n"
    r"((?:[ \t]+\S[^\n]*\n?)+)"
)


def _faults(error: str, printed: str, name: str, code: str) -> list[Finding]:
    """Saxon's report as findings: its words joined to one line, with the place where it gives one."""
    found = []
    for match in _FAULT.finditer(printed + "\n" + error + "\n"):
        line, column, file, words = match.groups()
        message = " ".join(words.split())
        where = name if file is None or name.endswith(file) else file
        place = (int(line) if line else None, int(column) if column else None)
        hint = "mend the stylesheet at this place" if line else None
        finding = Finding(code, Severity.ERROR, message, where, *place, hint)
        if finding not in found:
            found.append(finding)
    return found or [Finding(code, Severity.ERROR, " ".join(error.split()), name)]


_WARNING = re.compile(r"^Warning\b[^\n]*? on line (\d+)[^\n]*\n((?:[ \t]+\S[^\n]*\n?)+)", re.MULTILINE)


def _warnings(printed: str, name: str) -> list[Finding]:
    """What Saxon warned of, each thing once."""
    if "Warning" not in printed:
        return []
    found = ((int(line), " ".join(words.split())) for line, words in _WARNING.findall(printed))
    return [Finding("MBT002", Severity.WARNING, words, name, line) for line, words in dict.fromkeys(found)]


@contextmanager
def _captured_stderr() -> Iterator[Any]:
    """Holds back what Saxon prints to the process's standard error; gives a function that returns it."""
    sys.stderr.flush()
    held = _held(os.getpid())
    saved = os.dup(2)
    os.dup2(held, 2)

    def printed() -> str:
        size = os.fstat(held).st_size
        return os.pread(held, size, 0).decode("utf-8", "replace") if size else ""

    try:
        yield printed
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        if os.fstat(held).st_size:
            os.ftruncate(held, 0)
            os.lseek(held, 0, os.SEEK_SET)


@cache
def _held(_process: int) -> int:
    """The file, without a name, that takes what Saxon prints; one a process, since making one costs time."""
    with tempfile.TemporaryFile() as held:
        return os.dup(held.fileno())
