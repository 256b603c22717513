"""One time in a row of letters: a day, a month, a season, a year, a decade or a century."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.dates.calendars import solar_month
from matbaa.dates.folding import fold

if TYPE_CHECKING:
    from matbaa.dates.lexer import Lexed

__all__ = ["FIRST", "NUMBERS", "OF", "SECOND", "WHOLE", "Shapes", "Unit", "units"]

Shapes = tuple[tuple[str, re.Pattern[str]], ...]
# what may stand between a day and its month, a month and its year
OF = "[fp]{0,3}"
_YEAR_OF = f"{OF}(?:k{OF})?"
# the 3rd of, 3rd day of the month of
_DAY_OF = "g?f{0,2}(?:qf{0,2})?"
_WEEKDAY = r"(?:w\.?,?f{0,2})?"
_DAY = r"(?:[do]\.?|u)"


def _compiled(*shapes: tuple[str, str]) -> Shapes:
    return tuple((kind, re.compile(shape)) for kind, shape in shapes)


# the shapes of one time, by what it is; the letters are those of `lexer`
WHOLE = _compiled(
    ("figures", f"{_WEEKDAY}[DVQ](?:,?w)?|{_WEEKDAY}d/[dr](?![/.]?[dmcyn/])"),
    ("day", rf"{_WEEKDAY}{_DAY}{_DAY_OF}m\.?,?{_YEAR_OF}[ynh](?:,?w)?|{_WEEKDAY}{_DAY}{_DAY_OF}m\.?d"),
    ("day", rf"{_WEEKDAY}m\.?f?[do],?[fp]?y"),
    ("day", rf"y\.?k?m\.?q?f?[do](?!\.?m)|yk{_DAY}m"),
    ("day", rf"{_DAY}i,?[hy]"),
    ("day", rf"=k{_DAY}m|{_DAY}{_DAY_OF}m{OF}=k"),
    ("day", rf"{_WEEKDAY}{_DAY}{_DAY_OF}m(?:,?w)?"),
    ("day", rf"{_DAY}f{{0,2}}oq,?{OF}y"),
    ("month", rf"oq,?{OF}y"),
    ("day", rf"{_WEEKDAY}m\.?f?[do]"),
    ("month", rf"y\.?k?m|m\.?,?{_YEAR_OF}y|=km|m{OF}=k|i[hy]|m\.?[nd](?!\.?m)|m"),
    ("season", rf"s,?{_YEAR_OF}y(?:[-/T][dny])?|yk?s|=ks|s{OF}=k"),
    ("century", r"E?[dour]\.?c(?:[fp]?E)?|c\.?[fp]?[rdou](?:[fp]?E)?|e"),
    ("decade", rf"x[kK]?|XK|[KZ]{OF}[yx]"),
    ("year", r"E[dnhy]|[dnhy]E|y|[dnh](?=k)|(?<=k)[hn]|(?<=kf)h|(?<=j)[nh]|(?<=j\.)[nh]"),
)
# the first half of a range or a list, where the second says the rest, and the second, where the first does
FIRST = _compiled(("day", f"{_WEEKDAY}{_DAY}"), ("century", r"[dour]\.?"), ("month", "m"), ("season", "s"))
SECOND = _compiled(("day", r"[do]\.?,?[fp]?y"), ("day", r"[do](?!\.?m)"), ("year", r"[dn](?!\.?[mc])"))
_FIELDS = {"w": "weekdays", "s": "season", "E": "era", "i": "lunar", "D": "figures", "V": "figures", "Q": "figures"}
NUMBERS = frozenset("dour")


@dataclass(frozen=True, slots=True)
class Unit:
    """One time as words give it, from the word `begin` to before `end`.

    `kind` is `day`, `month`, `season`, `century`, `decade` or `year`, or `figures`, of which `figures` are the text.
    A `year` is `short` if only its last figures are given; `same` is true where it is that of another date. `sure` is
    false where the month may be another word, `own` where the word is one of another language; `ottoman` is true of
    a month that the Rumi calendar names for itself, `crossing` of a winter of two years.
    """

    kind: str
    begin: int
    end: int
    year: int | None = None
    months: frozenset[int] = frozenset()
    day: int | None = None
    season: int = 0
    lunar: int = 0
    weekdays: frozenset[int] = frozenset()
    era: int = 0
    short: bool = False
    same: bool = False
    sure: bool = True
    own: bool = True
    ottoman: bool = False
    crossing: bool = False
    figures: str = ""


def units(lexed: Lexed, at: int, shapes: Shapes) -> list[Unit]:
    """The times of these shapes that begin with the word `at`, the longest first."""
    found = {(match.end(), kind) for kind, shape in shapes if (match := shape.match(lexed.symbols, at))}
    return [
        _unit(lexed, kind, at, end)
        for end, kind in sorted(found, reverse=True)
        # Mai 08, but not May 8
        if not (kind == "month" and lexed.symbols[end - 1] == "d" and lexed.text[lexed.starts[end - 1]] != "0")
    ]


def _unit(lexed: Lexed, kind: str, begin: int, end: int) -> Unit:
    """What the words from `begin` to before `end` say."""
    values: dict[str, object] = {}
    for index in range(begin, end):
        symbol, value, _, _, sure, own = lexed.entries[index]
        if symbol in NUMBERS or symbol == "e":
            if kind == "month" or (kind == "day" and "day" in values and "months" in values):
                # 12. Okt. 08
                values["year"], values["short"] = value, True
            else:
                values.setdefault("day" if kind in ("day", "century") else "year", value)
        elif symbol in "ynhxX" and "year" not in values:
            values["year"] = value
            if kind in ("day", "month") and symbol in "nh" and "lunar" not in values:
                # 16. Mai 97, 29. Juni 908; but año 313
                values["short"] = "k" not in lexed.symbols[begin:end]
            elif kind == "year" and symbol == "n":
                # im Jahre 97
                values["short"] = (
                    "k" in lexed.symbols[max(0, begin - 1) : end + 1] and "E" not in lexed.symbols[begin:end]
                )
        elif symbol in "-/T" and kind == "season":
            values["crossing"] = True
        elif symbol == "q" and index and lexed.symbols[index - 1] == "o" and kind in ("day", "month") and index > begin:
            # the third month
            ordinal = lexed.entries[index - 1].value
            values |= {"months": frozenset({ordinal}), "day": values.get("day") if kind == "day" else None}
        elif symbol == "m":
            word = lexed.text[lexed.starts[index] : lexed.end(index)]
            values |= {"months": value, "sure": sure, "own": own, "ottoman": bool(solar_month(word))}
        elif symbol in _FIELDS:
            values[_FIELDS[symbol]] = value
        elif symbol == "=":
            values["same"] = True
        elif symbol == "j":
            values["era"] = 0
    if kind == "figures" and "figures" not in values:
        slash = lexed.symbols.index("/", begin, end)
        values["figures"] = fold(lexed.text[lexed.starts[slash - 1] : lexed.end(slash + 1)])
    return Unit(kind, begin, end, **values)  # type: ignore[arg-type]
