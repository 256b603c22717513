"""What has happened since a page was loaded, for the browsers that wait for it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.serve.addresses import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.serve.model import Remark

__all__ = ["News", "Told"]

# builds that are remembered: a page that is older is loaded again whatever it is
_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is told: up to which event, whether to load itself again, which style sheets to, and the remarks."""

    number: int
    reload: bool
    styles: tuple[str, ...]
    remarks: tuple[Remark, ...]
    failed: bool


class News:
    """Events, numbered from 1; may be used by any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._events: deque[tuple[int, frozenset[str]]] = deque(maxlen=_REMEMBERED)
        self._remarks: tuple[Remark, ...] = ()
        self._faults: tuple[Remark, ...] = ()
        self._number = 0
        self._closed = False

    @property
    def number(self) -> int:
        """That of the last event."""
        return self._number

    def built(self, changed: Iterable[str], faults: tuple[Remark, ...]) -> None:
        """Some outputs have changed or gone; `faults` stood in the way."""
        with self._changed:
            self._number += 1
            self._events.append((self._number, frozenset(changed)))
            self._faults = faults
            self._changed.notify_all()

    def checked(self, remarks: tuple[Remark, ...]) -> None:
        """Validation found these."""
        with self._changed:
            if remarks == self._remarks:
                return
            self._number += 1
            self._remarks = remarks
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing more comes."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, since: int, page: str, seconds: float) -> Told | None:
        """What is new for `page` (an output's name) after the event `since`; nothing if nothing comes in time.

        Raises `EOFError` once nothing more comes.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number > since, seconds)
            if self._closed:
                raise EOFError
            return self._told(since, page) if self._number > since else None

    def now(self, page: str) -> Told:
        """What a page that has just been loaded is told."""
        with self._changed:
            return self._told(self._number, page)

    def _told(self, since: int, page: str) -> Told:
        page = f"{page}{PAGE}" if not page or page.endswith("/") else page
        changed = {name for number, names in self._events for name in names if number > since}
        forgotten = len(self._events) == _REMEMBERED and self._events[0][0] > since + 1
        reload = forgotten or page in changed or any(name.endswith(".js") for name in changed)
        styles = () if reload else tuple(sorted(name for name in changed if name.endswith(".css")))
        # that of this page first
        stem = page.rpartition("/")[2].removesuffix(".html")
        remarks = sorted((*self._faults, *self._remarks), key=lambda one: f"/{stem}." not in f"/{one.file}")
        return Told(self._number, reload, styles, tuple(remarks), bool(self._faults))
