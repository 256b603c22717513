"""What the checks of one file give: findings, facts for the checks over all files, and what all of it rests on."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field, replace
from typing import Any

from matbaa.finding import Finding, Severity

__all__ = ["Facts", "Outcome"]

# what a check found in one file and needs again when all have been seen: texts, numbers, lists and dictionaries
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`facts` are by check; `distant` and `missing` as in `association.Association`.

    `read` is true of a file that could be read, `checked` of one for which there was a schema; `reads` has every file
    that was looked at, with the SHA-256 of its bytes (empty where it is not there); where not all of them are known,
    the outcome is not `lasting`.
    """

    findings: tuple[Finding, ...]
    facts: dict[str, Facts] = field(default_factory=dict)
    distant: tuple[str, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    read: bool = False
    checked: bool = False
    reads: tuple[tuple[str, str], ...] = ()
    lasting: bool = True

    def joined(self, other: Outcome) -> Outcome:
        """With what other checks gave of the same file."""
        return replace(
            self,
            findings=tuple(dict.fromkeys((*self.findings, *other.findings))),
            facts=self.facts | other.facts,
            reads=tuple(sorted({*self.reads, *other.reads})),
            lasting=self.lasting and other.lasting,
        )

    def to_json(self) -> bytes:
        """As bytes that `from_json` understands."""
        findings = [astuple(finding) for finding in self.findings]
        return json.dumps(
            [findings, self.facts, self.distant, self.missing, self.read, self.checked, self.reads],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")

    @classmethod
    def from_json(cls, data: bytes) -> Outcome:
        """Raises `ValueError`, `TypeError` or `KeyError` for bytes that are something else."""
        findings, facts, distant, missing, read, checked, reads = json.loads(data.decode("utf-8", "surrogatepass"))
        return cls(
            tuple(Finding(code, Severity(severity), *rest) for code, severity, *rest in findings),
            facts,
            tuple(distant),
            tuple((address, line) for address, line in missing),
            read,
            checked,
            tuple((path, digest) for path, digest in reads),
        )
