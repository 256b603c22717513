"""The faults of a schema (MBG008), gathered while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from matbaa.document import TextNode
    from matbaa.relaxng.reader_tree import At

__all__ = ["CODE", "Faults", "fault"]

CODE = "MBG008"
_MOST = 50


def fault(
    at: At, message: str, hint: str | None, attribute: str | None = None, text: TextNode | None = None
) -> Finding:
    """The finding for something wrong at an element of a schema, at one of its attributes, or at a text in it."""
    document = at.source.document
    if at.source.compact:
        return Finding(CODE, Severity.ERROR, message, document.name, at.line or None, None, hint)
    place = at.place
    if attribute:
        place = document.locate_attribute(at.element, attribute)
    elif text:
        place = document.locate_text(text, len(str(text)) - len(str(text).lstrip()))
    return document.finding(CODE, Severity.ERROR, message, place, hint=hint)


class Faults:
    """A growing list of faults; those beyond the first fifty are not kept."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(
        self,
        at: At,
        message: str,
        hint: str | None = None,
        *,
        attribute: str | None = None,
        text: TextNode | None = None,
    ) -> None:
        """One more fault."""
        if len(self.findings) < _MOST:
            self.keep(fault(at, message, hint, attribute, text))

    def keep(self, *findings: Finding) -> None:
        """Faults that were found elsewhere; the same one is kept once."""
        for finding in findings:
            if len(self.findings) < _MOST and finding not in self.findings:
                self.findings.append(finding)

    def stop(self, at: At, message: str, hint: str | None = None, *, attribute: str | None = None) -> NoReturn:
        """Ends the reading with one more fault."""
        self.add(at, message, hint, attribute=attribute)
        self.end()
        raise AssertionError

    def end(self) -> None:
        """Ends the reading if there are faults."""
        if self.findings:
            raise CannotRun(*sorted(self.findings, key=lambda finding: finding.order))
