"""What a value must be, in a scholar's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matbaa.relaxng.datatypes.moments import order_moments

if TYPE_CHECKING:
    from matbaa.relaxng.datatypes.kinds import Kind

__all__ = ["form"]

# patterns that the schemas of TEI and its kin have, and what fits them
_KNOWN: Final = {
    r".+": "text that is not empty",
    r"\S+": "{what} without spaces{such}",
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "a word without spaces",
    r"[^/\s]+:\S*": 'an address with a prefix, such as "ed:p1"',
    r".+:.+": 'a name with a prefix, such as "tei:p"',
    r"[a-z][a-z0-9\+\.\-]*": 'a prefix such as "ed"',
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date, time or duration as in ISO 8601, such as 1921-03-16, 1921-03 or P3Y",
    r"[\d]+(\.[\d]+){0,2}": "a number such as 2, 2.1 or 2.1.3",
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "a version such as 2.1.3 or 1.0b",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 3/4",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "a point, as two numbers such as 120,45.5",
    r"(\-?[0-9]+(\.[0-9]+)?,\-?[0-9]+(\.[0-9]+)?)": "a point, as two numbers such as 120,45.5",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": "a length with its unit, such as 2.5cm",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|gd|rem|vw|vh|vm)": "a length with its unit, such as 2.5cm",
}
_PATTERN: Final = 60
_OF_NUMBERS: Final = {
    "minInclusive": "of at least {}",
    "minExclusive": "greater than {}",
    "maxInclusive": "of at most {}",
    "maxExclusive": "less than {}",
}
_OF_TIMES: Final = {
    "minInclusive": "not before {}",
    "minExclusive": "after {}",
    "maxInclusive": "not after {}",
    "maxExclusive": "before {}",
}


def form(kind: Kind, parameters: tuple[tuple[str, str], ...] = ()) -> str:
    """What a value of a type with these parameters must be: 'text of at least 1 character'."""
    words = kind.form
    patterns = [value for name, value in parameters if name == "pattern"]
    others = {name: " ".join(value.split()) for name, value in parameters if name != "pattern"}
    if "number" in words and others:
        # an example might lie outside the bounds
        words = _without_example(words)
    rest: list[str] = []
    for pattern in patterns:
        known = _KNOWN.get(pattern)
        if known is None:
            rest.append(f'"{pattern if len(pattern) <= _PATTERN else pattern[: _PATTERN - 1] + "…"}"')
        else:
            what = _without_example(words)
            words = known.format(what=what, such=words[len(what) :].replace(" such", ", such", 1))
    limits = [*_lengths(kind, others), *_bounds(kind, others), *_digits(others)]
    if limits:
        words += _comma(words) + " " + " and ".join(limits)
    if rest:
        words += f"{_comma(words)} that fits the pattern {' and '.join(rest)}"
    return words


def _without_example(words: str) -> str:
    return words.partition(" such as ")[0].removesuffix(",")


def _comma(words: str) -> str:
    return "," if "such as" in words or "," in words else ""


def _lengths(kind: Kind, others: dict[str, str]) -> list[str]:
    def counted(count: str) -> str:
        return f"{count} {kind.unit[0] if count == '1' else kind.unit[1]}"

    if "length" in others:
        return [f"of exactly {counted(others['length'])}"]
    least, most = others.get("minLength"), others.get("maxLength")
    if least and most:
        return [f"of {least} to {counted(most)}"]
    if least:
        return [f"of at least {counted(least)}"]
    return [f"of at most {counted(most)}"] if most else []


def _bounds(kind: Kind, others: dict[str, str]) -> list[str]:
    if kind.least is not None and "minExclusive" not in others:
        others = {"minInclusive": str(kind.least)} | others
    if kind.most is not None and "maxExclusive" not in others:
        others = {"maxInclusive": str(kind.most)} | others
    if "minInclusive" in others and "maxInclusive" in others:
        return [f"from {others['minInclusive']} to {others['maxInclusive']}"]
    words = _OF_TIMES if kind.order is order_moments else _OF_NUMBERS
    return [words[name].format(others[name]) for name in words if name in others]


def _digits(others: dict[str, str]) -> list[str]:
    found = []
    if "totalDigits" in others:
        found.append(f"of at most {others['totalDigits']} digits")
    if "fractionDigits" in others:
        found.append(f"with at most {others['fractionDigits']} digits after the point")
    return found
