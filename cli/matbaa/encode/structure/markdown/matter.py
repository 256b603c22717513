"""The front matter of Markdown: what stands between `---` at the top, in YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Matter", "is_table", "matter"]


@dataclass(frozen=True, slots=True)
class Matter:
    """What front matter says: `abstracts` and `keywords` each with their language, where it is said."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    abstracts: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


_KNOWN = frozenset(
    {"title", "subtitle", "author", "authors", "date", "lang", "language", "abstract", "keywords", "tags"}
)


def matter(source: str) -> Matter:
    """What the YAML says. Raises `ValueError` with a message and a line (from 0) where it is not what it should be."""
    import yaml

    try:
        # all values as they are written: no dates, no numbers, nothing that is made
        read: Any = yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem: Any = getattr(error, "problem", None)
        raise ValueError(str(problem or "it is no YAML"), mark.line if mark else 0) from None
    except RecursionError:
        raise ValueError("it is nested too deeply", 0) from None
    if not isinstance(read, dict):
        return Matter()
    table = {str(key).lower(): value for key, value in read.items()}
    return Matter(
        title=_text(table.get("title")),
        subtitle=_text(table.get("subtitle")),
        authors=tuple(name for one in _each(table.get("author", table.get("authors"))) if (name := _name(one))),
        date=_text(table.get("date")),
        language=_tag(_text(table.get("lang", table.get("language")))),
        abstracts=tuple(_abstracts(table.get("abstract"))),
        keywords=tuple(word for one in _each(table.get("keywords")) for word in _listed(_text(one))),
        others=tuple(str(key) for key in read if str(key).lower() not in _KNOWN),
    )


def is_table(source: str) -> bool:
    """True if the YAML holds keys and values, or is none."""
    import yaml

    try:
        return isinstance(yaml.load(source, Loader=yaml.BaseLoader), dict)
    except (yaml.YAMLError, RecursionError):
        return True


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _name(value: Any) -> str:
    if isinstance(value, dict):
        lowered = {str(key).lower(): one for key, one in value.items()}
        whole = _text(lowered.get("name")) or _text(lowered.get("literal"))
        parts = (_text(lowered.get("given")), _text(lowered.get("family")))
        return whole or " ".join(part for part in parts if part)
    return _text(value)


def _abstracts(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [(_tag(str(tag)), words) for tag, one in value.items() if (words := _paragraphs(one))]
    return [("", words)] if (words := _paragraphs(value)) else []


def _paragraphs(value: Any) -> str:
    """Text with its blank lines, which part paragraphs."""
    if not isinstance(value, str):
        return ""
    return "\n\n".join(" ".join(part.split()) for part in value.split("\n\n") if part.strip())


def _listed(words: str) -> list[str]:
    mark = ";" if ";" in words else ","
    return [word.strip() for word in words.split(mark) if word.strip()]


def _tag(words: str) -> str:
    import re

    tag = words.replace("_", "-").split(".")[0]
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""
