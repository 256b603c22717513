"""What may stand in what in a schema: RELAX NG's grammar of itself, as tables by the names of its elements."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ATTRIBUTES",
    "INSIDE",
    "KNOWN",
    "NAMES",
    "NEEDS_CONTENT",
    "ORDINARY",
    "PATTERNS",
    "WANTED",
    "WITH_TEXT",
]

# what may stand in one place
PATTERNS: Final = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value "
    "data notAllowed externalRef grammar".split()
)
NAMES: Final = frozenset("name anyName nsName choice".split())
EXCEPT: Final = frozenset({"except"})
PARAMETERS: Final = frozenset("param except".split())
COMPONENTS: Final = frozenset("start define div include".split())
OVERRIDES: Final = frozenset("start define div".split())
NOTHING: Final[frozenset[str]] = frozenset()
KNOWN: Final = PATTERNS | NAMES | PARAMETERS | COMPONENTS
WITH_TEXT: Final = frozenset("name value param".split())
# element -> what may stand in it, where that does not hang on where it stands itself
INSIDE: Final = {
    **dict.fromkeys(PATTERNS | {"start", "define"}, PATTERNS),
    **dict.fromkeys("ref parentRef empty text value notAllowed externalRef name param".split(), NOTHING),
    **dict.fromkeys("anyName nsName".split(), EXCEPT),
    "data": PARAMETERS,
    "grammar": COMPONENTS,
    "include": OVERRIDES,
}
# element -> the attributes that it must have and that it may have, beside ns and datatypeLibrary
ATTRIBUTES: Final[dict[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    **dict.fromkeys(KNOWN, ((), frozenset())),
    "element": ((), frozenset({"name"})),
    "attribute": ((), frozenset({"name"})),
    "ref": (("name",), frozenset({"name"})),
    "parentRef": (("name",), frozenset({"name"})),
    "value": ((), frozenset({"type"})),
    "data": (("type",), frozenset({"type"})),
    "externalRef": (("href",), frozenset({"href"})),
    "include": (("href",), frozenset({"href"})),
    "param": (("name",), frozenset({"name"})),
    "define": (("name",), frozenset({"name", "combine"})),
    "start": ((), frozenset({"combine"})),
}
# the attributes that every element may have
ORDINARY: Final = frozenset({"ns", "datatypeLibrary"})
# what must not be empty
NEEDS_CONTENT: Final = frozenset(
    "group interleave choice optional zeroOrMore oneOrMore list mixed start define except".split()
)
# what may stand somewhere, in words
WANTED: Final = {PATTERNS: "a pattern", NAMES: "a name", COMPONENTS: "<start>, <define>, <div> or <include>",
                  OVERRIDES: "<start>, <define> or <div>", PARAMETERS: "<param> or <except>",
                  EXCEPT: "<except>"}  # fmt: skip
