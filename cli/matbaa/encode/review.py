"""Looking at proposals one by one: what an editor says to each, and what follows from it.

Nothing here prints or reads; whoever talks to the editor shows `current`, passes on what is said, and at the end takes
what was accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.tagging import is_undecided, pointing, possible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.settle import Placed
    from matbaa.encode.work import Work
    from matbaa.known import Key

__all__ = ["Answer", "Item", "Review"]


class Answer(NamedTuple):
    """Yes or no; with a yes, perhaps what it points at instead of what is proposed."""

    yes: bool
    target: Key | str | None = None


@dataclass(frozen=True, eq=False)
class Item:
    """A proposal for one of the files."""

    work: Work
    placed: Placed

    @property
    def name(self) -> tuple[object, ...]:
        """What is the same for all proposals of one name: kind, words, and what it may point at."""
        return self.placed.proposal.kind, self.work.context(self.placed).words, possible(self.placed)

    @property
    def choices(self) -> tuple[Key | str, ...]:
        """What the editor has to choose among; nothing where all is clear."""
        return possible(self.placed) if self.placed.proposal.alternatives else ()


@dataclass(eq=False)
class Review:
    """The proposals of several files, and what has been said to them so far."""

    works: Sequence[Work]
    items: list[Item] = field(init=False)
    _answers: list[Answer] = field(default_factory=list)
    _always: dict[tuple[object, ...], Answer] = field(default_factory=dict)
    # where something was asked, and the name that was decided for good there, so that it can be taken back
    _asked: list[tuple[int, tuple[object, ...] | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.items = [Item(work, placed) for work in self.works for placed in work.placed]

    @property
    def position(self) -> int:
        """How many have their answer."""
        return len(self._answers)

    @property
    def current(self) -> Item | None:
        """The proposal that is to be asked; none when all are."""
        while self.position < len(self.items):
            item = self.items[self.position]
            if item.name not in self._always:
                return item
            self._answers.append(self._always[item.name])
        return None

    def say(self, answer: Answer, *, for_all: bool = False) -> bool:
        """Answers the current one, and with `for_all` all of its name; false where a yes needs a choice first."""
        item = self.current
        if item is None or (answer.yes and answer.target is None and is_undecided(item.placed)):
            return False
        self._asked.append((self.position, item.name if for_all else None))
        self._answers.append(answer)
        if for_all:
            self._always[item.name] = answer
        return True

    def undo(self) -> bool:
        """Takes back what was said last; false if nothing was."""
        if not self._asked:
            return False
        position, name = self._asked.pop()
        if name is not None:
            del self._always[name]
        del self._answers[position:]
        return True

    def accepted(self, work: Work) -> list[Placed]:
        """What the editor has said yes to in one of the files."""
        pairs = zip(self.items, self._answers, strict=False)
        said = ((item.placed, answer.target) for item, answer in pairs if item.work is work and answer.yes)
        return [placed if target is None else pointing(placed, target) for placed, target in said]

    @property
    def pointers(self) -> dict[str, str]:
        """Pointers that the editor has written himself, each as it is written."""
        return {answer.target: answer.target for answer in self._answers if isinstance(answer.target, str)}
