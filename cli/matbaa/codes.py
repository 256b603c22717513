"""The codes that findings have: each is explained on a page of its own in docs/findings, which ships with Matbaa.

The pages are the one list of codes; they are looked at only by what needs them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AREAS", "Example", "Page", "codes", "near", "page", "parsed"]

AREAS = {
    "MBI": "Input and output files",
    "MBW": "Well-formed XML, and whether it is TEI",
    "MBC": "The configuration, edition.toml",
    "MBG": "Grammar: RELAX NG, and which schema a text is held to",
    "MBX": "W3C XML Schema",
    "MBS": "Schematron",
    "MBP": "Pointers, ids and authority entries",
    "MBA": "Authority files: identifiers, entries that are one, coordinates",
    "MBD": "Dates",
    "MBR": "References to works: citations",
    "MBN": "Names that are not tagged",
    "MBF": "Fidelity to the source",
    "MBE": "Encoding: the assistant's proposals, and how good they are",
    "MBT": "Transformation",
    "MBL": "Links and addresses of the site",
    "MBO": "The ODD and the schemas made from it",
}

_TITLE = re.compile(r"# (MB[A-Z]\d{3}): (\S.*)\n")
_SEVERITY = re.compile(r"\s*Severity: (\S.*)\n")
_EXAMPLE = re.compile(r"^## (Wrong|Right)\n", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)[ ]*([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = ["validate", "--schema", "matbaa", "text.xml"]


@dataclass(frozen=True, slots=True)
class Example:
    """Files by name, and the arguments of the `matbaa` that is run in their folder."""

    files: tuple[tuple[str, bytes], ...]
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be known of one code.

    `severity` is the words of the page (`error`, or more where it depends), `explanation` the paragraphs below it in
    Markdown, `text` the whole page. The examples are absent where there can be none.
    """

    code: str
    title: str
    severity: str
    explanation: str
    wrong: Example | None
    right: Example | None
    text: str


@cache
def codes() -> tuple[str, ...]:
    """Every code, sorted. Raises `FileNotFoundError` where the installation is broken."""
    return tuple(sorted(path.stem for path in resource("docs/findings").glob("MB*.md")))


def page(code: str) -> Page:
    """The page of `code`. Raises `KeyError` if there is no such code, `ValueError` if the page has not its form."""
    if code not in codes():
        raise KeyError(code)
    return parsed((resource("docs/findings") / f"{code}.md").read_text("utf-8"))


def parsed(text: str) -> Page:
    """The page that `text` is. Raises `ValueError` if it is none.

    A page has the title `# CODE: Title`, a line `Severity: …`, a few paragraphs, and below `## Wrong` and `## Right`
    the files of an example in fences, each with its name behind the language (and in brackets its encoding, where that
    is not UTF-8); a fence `console` has the command where it is not `matbaa validate --schema matbaa text.xml`.
    """
    title = _TITLE.match(text)
    severity = _SEVERITY.match(text, title.end()) if title else None
    if title is None or severity is None:
        raise ValueError("a page begins with `# CODE: Title` and has a line `Severity: …`")
    explanation, *parts = _EXAMPLE.split(text[severity.end() :])
    examples = dict(zip(parts[::2], map(_example, parts[1::2]), strict=True))
    return Page(
        title[1], title[2].strip(), severity[1].strip(), explanation.strip(),
        examples.get("Wrong"), examples.get("Right"), text,
    )  # fmt: skip


def _example(block: str) -> Example:
    import shlex

    files: list[tuple[str, bytes]] = []
    arguments: list[str] = []
    for language, name, content in _FENCE.findall(block):
        if language == "console":
            (command,) = [line for line in content.splitlines() if line.startswith("$ matbaa ")]
            arguments = shlex.split(command.removeprefix("$ matbaa "))
        elif name:
            # another encoding than UTF-8 stands in brackets behind the name
            path, _, encoding = name.strip().rstrip(")").partition(" (")
            files.append((path, content.encode(encoding or "utf-8")))
    return Example(tuple(files), tuple(arguments or _COMMAND))


def near(asked: str, known: Iterable[str]) -> str | None:
    """That of `known` which was probably meant by `asked`: the only one that differs from it by one letter, if any."""
    from rapidfuzz.distance import OSA

    found = [other for other in known if OSA.distance(asked, other, score_cutoff=1) == 1]
    return found[0] if len(found) == 1 else None
