"""How large and how deep XML may be: beyond any text by default, and raised where somebody says so."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["DEEPEST", "Limits", "current", "use"]

# what libxml2 can do at most
DEEPEST = 2048
# up to this depth, and texts and values of up to ten million characters, libxml2 keeps its own limits
USUAL, _MEGABYTES = 256, 512


@dataclass(frozen=True, slots=True)
class Limits:
    """`depth` of elements in one another, and `megabytes` of one file."""

    depth: int = USUAL
    megabytes: int = _MEGABYTES

    @property
    def raised(self) -> bool:
        """True if somebody has asked for more than is usual."""
        return self.depth > USUAL or self.megabytes > _MEGABYTES


_USUAL = Limits()
_limits: ContextVar[Limits] = ContextVar("limits", default=_USUAL)


def current() -> Limits:
    """The limits of this run."""
    return _limits.get()


def use(limits: Limits) -> None:
    """Sets the limits of this run, which processes that it forks inherit."""
    _limits.set(limits)
