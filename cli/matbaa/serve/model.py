"""What the processes say to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.finding import Finding

__all__ = ["Checked", "Made", "Order", "Remark"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the edition's configuration, the output folder (its own by default), and the files that have
    changed; `whole` where that is not known.
    """

    config: Path
    output: Path | None
    changed: frozenset[Path] = frozenset()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """How a build ended: outputs that changed or went, in how many seconds, and what stood in its way.

    With `failed`, everything is as it was before.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    failed: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as it is shown: with its file as the edition names it and, where there is one, the line it is about."""

    code: str
    severity: str
    message: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    hint: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What validation found, and the report on it for a terminal; `texts` counts the files that were looked at."""

    remarks: tuple[Remark, ...] = ()
    report: str = ""
    files: int = 0
    findings: tuple[Finding, ...] = field(default=())
