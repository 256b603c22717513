"""What a value must be, in a scholar's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matbaa.relaxng.datatypes.kinds import Kind

__all__ = ["form"]

# patterns that the schemas of TEI and its kin have: the words are for texts of any type
_KNOWN: Final = {
    r"\S+": "{form} without spaces",
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "a word without spaces",
    r"[^/\s]+:\S*": 'an address with a prefix, such as "ed:p1"',
    r".+:.+": 'an address with a prefix, such as "ed:p1"',
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date, time or duration as in ISO 8601, such as 1921-03-16, 1921-03 or P3Y",
    r"[\d]+(\.[\d]+){0,2}": "a number such as 2, 2.1 or 2.1.3",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 3/4",
}
_PATTERN: Final = 60
_AT_LEAST: Final = {"minInclusive": "of at least {}", "minExclusive": "greater than {}"}
_AT_MOST: Final = {"maxInclusive": "of at most {}", "maxExclusive": "less than {}"}


def form(kind: Kind, parameters: tuple[tuple[str, str], ...]) -> str:
    """What a value of a type with these parameters must be: 'text of at least 1 character'."""
    words = kind.form
    patterns = [value for name, value in parameters if name == "pattern"]
    others = {name: " ".join(value.split()) for name, value in parameters if name != "pattern"}
    rest: list[str] = []
    for pattern in patterns:
        known = _KNOWN.get(pattern)
        if known is not None:
            words = known.format(form=words)
        else:
            rest.append(f'"{pattern if len(pattern) <= _PATTERN else pattern[: _PATTERN - 1] + "…"}"')
    limits = [*_lengths(kind, others), *_bounds(others), *_digits(others)]
    if limits:
        words += _comma(words) + " " + " and ".join(limits)
    if rest:
        words += f"{_comma(words)} that fits the pattern {' and '.join(rest)}"
    return words


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


def _bounds(others: dict[str, str]) -> list[str]:
    if "minInclusive" in others and "maxInclusive" in others:
        return [f"from {others['minInclusive']} to {others['maxInclusive']}"]
    return [words.format(others[name]) for name, words in (_AT_LEAST | _AT_MOST).items() if name in others]


def _digits(others: dict[str, str]) -> list[str]:
    found = []
    if "totalDigits" in others:
        found.append(f"of at most {others['totalDigits']} digits")
    if "fractionDigits" in others:
        found.append(f"with at most {others['fractionDigits']} digits after the point")
    return found
