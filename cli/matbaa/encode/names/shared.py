"""Names that share a word: "Erzurum ve Sivas kongreleri", "Doğu ve Güneydoğu Anadolu"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.mention import Mention
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key

__all__ = ["Shared", "shared"]

_MOST_WORDS = 3


class Shared(NamedTuple):
    """The span of names that share a word, and the entries that they mean, in their order."""

    span: Span
    targets: tuple[Key, ...]


def shared(reading: Reading, mention: Mention, ref: Ref, index: Index) -> Shared | None:
    """The names before `mention` that are whole only with its last word."""
    if len(ref.words) < 2 or ref.kind is Kind.PERSON:
        return None
    own = reading.language
    head = fold(ref.words[-1])
    targets: list[Key] = [ref.key]
    begin, place = mention.span.begin, mention.first - 1
    while place > 0 and (reading.words[place].key in own.ands if len(targets) == 1 else reading.between(place) == ", "):
        if len(targets) == 1:
            place -= 1
        found = _one(reading, place, head, ref.kind, index)
        if found is None:
            break
        first, key = found
        if key in targets:
            break
        targets.insert(0, key)
        begin, place = reading.words[first].begin, first - 1
    return Shared(Span(begin, mention.span.end), tuple(targets)) if len(targets) > 1 else None


def _one(reading: Reading, last: int, head: str, kind: Kind, index: Index) -> tuple[int, Key] | None:
    words = reading.words
    letters = ""
    for first in range(last, max(-1, last - _MOST_WORDS), -1):
        if first < last and not reading.adjacent(first):
            break
        if not words[first].capital:
            break
        letters = words[first].key + letters
        refs = [ref for ref in index.exact.get(letters + head, ()) if ref.kind is kind]
        alone = {ref.key for ref in index.exact.get(letters, ())}
        if len(refs) == 1 and refs[0].key not in alone:
            return first, refs[0].key
    return None
