"""Names that no list has: grouped, their kind guessed by what stands beside them, each with an id of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from matbaa.encode.model import Candidate, Kind
from matbaa.encode.names.languages import language
from matbaa.encode.names.runs import Run, runs
from matbaa.encode.names.spelling import ascii_fold
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.encode.model import Cert
    from matbaa.encode.names.evidence import Counts
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.reading import Reading
    from matbaa.encode.names.spans import Spans

__all__ = ["candidates"]

_ENOUGH = 2
_SURE = 3
# what a vote counts for the kind that tells little of it
_LITTLE = 0.5
_LONGEST_ID = 60
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def candidates(
    readings: Sequence[Reading], taken: Sequence[Spans], counts: Counts, index: Index, ids: Iterable[str]
) -> Iterator[Candidate]:
    """The names that stand outside of what is taken, in the order of their first mention.

    `ids` are those that are given already.
    """
    groups: dict[str, list[Run]] = defaultdict(list)
    for reading, spans in zip(readings, taken, strict=True):
        for run in runs(reading, spans, counts, index):
            groups[run.key].append(run)
    given = _Ids(ids)
    languages = {reading.number: reading.passage.language for reading in readings}
    for group in _joined(list(groups.values())):
        kind, weight, reason = _kind(group)
        if weight < _ENOUGH:
            continue
        forms = tuple(dict.fromkeys(run.text for run in _by_heading(group)))
        cert: Cert = "medium" if weight >= _SURE and len(group) > 1 else "low"
        mentions = tuple((run.passage, run.span) for run in group)
        yield Candidate(kind, given.new(forms[0]), forms, cert, reason, mentions, language=languages[group[0].passage])


def _joined(groups: list[list[Run]]) -> list[list[Run]]:
    """Groups of one person under one entry: a surname joins the only full name that ends with it."""
    whole: dict[str, list[list[Run]]] = defaultdict(list)
    for group in groups:
        words = _bare(group[0])
        kind, weight, _ = _kind(group)
        if len(words) > 1 and kind is Kind.PERSON and weight >= _SURE:
            whole[fold(words[-1])].append(group)
    found: list[list[Run]] = []
    for group in groups:
        words = _bare(group[0])
        full = whole.get(fold(words[0]), []) if len(words) == 1 else []
        if len(full) == 1 and full[0] is not group:
            full[0].extend(group)
        else:
            found.append(group)
    return [sorted(group) for group in found]


def _bare(run: Run) -> tuple[str, ...]:
    """The words without honorifics."""
    known = language("")
    words = run.words
    while len(words) > 1 and fold(words[0]) in known.before:
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in known.after:
        words = words[:-1]
    return words


def _kind(group: Sequence[Run]) -> tuple[Kind, int, str]:
    """The kind that most speaks for, how much, and what: the best of all votes, one more for being there often.

    A name of which nothing tells the kind is most often a person's.
    """
    weights: defaultdict[Kind, float] = defaultdict(float)
    votes = [vote for run in group for vote in run.votes]
    for vote in votes:
        weights[vote.kind or Kind.PERSON] += vote.weight**2 if vote.kind and vote.weight > 1 else _LITTLE
    kind = max(weights, key=lambda one: weights[one])
    best = max((vote for vote in votes if (vote.kind or Kind.PERSON) is kind), key=lambda vote: vote.weight)
    weight = max(vote.weight for vote in votes)
    return kind, weight + (len(group) > 1), best.reason


def _by_heading(group: Sequence[Run]) -> list[Run]:
    """The likeliest heading first: the longest of those that stand often."""
    often = Counter(run.words for run in group)
    return sorted(group, key=lambda run: (-len(_bare(run)), -often[run.words]))


class _Ids:
    """Ids of ASCII letters that nobody has."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = set(given)
        self._numbers: Counter[str] = Counter()

    def new(self, form: str) -> str:
        """One for a name."""
        plain = _NO_LETTERS.sub("-", ascii_fold(fold(form)))[:_LONGEST_ID].strip("-")
        stem = plain if plain[:1].isalpha() else f"name-{plain}".rstrip("-")
        found = stem
        while found in self._given:
            self._numbers[stem] = max(2, self._numbers[stem] + 1)
            found = f"{stem}-{self._numbers[stem]}"
        self._given.add(found)
        return found
