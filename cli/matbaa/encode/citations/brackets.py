"""The citations in a pair of brackets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matbaa.encode.citations import heads, locators, years
from matbaa.encode.citations.tokens import Group, Token, follows, phrase
from matbaa.encode.citations.vocabulary import AGAIN, CONNECTORS, SIGNALS
from matbaa.encode.citations.written import Written, written
from matbaa.encode.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.locators import Locator
    from matbaa.encode.citations.shelf import Shelf
    from matbaa.encode.citations.tokens import Item
    from matbaa.encode.citations.years import Year

__all__ = ["Brackets"]

_SEPARATORS = ",:.;-–—/·"
# "the same" of an author, with a year of its own: Ders. 2010
_SAME_AUTHOR = ("ders", "dies", "idem", "id")
# an author, or what stands for one, is looked for among so many items
_FEW = 16


@dataclass(eq=False)
class Brackets:
    """Reads one pair of brackets after another of the passage with this `number`.

    `used` are the brackets that belong to what stands around them, as the year in `Müller (2010)` inside brackets.
    """

    number: int
    language: str
    shelf: Shelf
    used: set[int] = field(default_factory=set)

    def read(self, group: Group) -> list[Written]:
        """The citations in these brackets, but not in those inside them."""
        if id(group) in self.used:
            return []
        items = group.items
        here: list[Written] = []
        start = at = 0
        while at < len(items):
            year, place = self._year(items, at), at
            if year is None:
                at += 1
                continue
            cut = next((back for back in range(at - 1, start - 1, -1) if follows(items, back, ";")), None)
            if cut is not None:
                self._without_year(items, start, cut, here)
            one = self._dated(group, start if cut is None else cut + 1, start, at, year, here)
            start = at = year.after
            if one is not None:
                extra, start = locators.read(items, start, self.language)
                one.add(extra)
                here.append(self._titled(items, place, cut, one))
                at = start = self._letters(items, start, one, here)
                self.used |= {id(inner) for inner in items[place : year.after] if isinstance(inner, Group)}
        self._without_year(items, start, len(items), here)
        for one in here:
            one.several = len(here) > 1
        return here

    def _year(self, items: Sequence[Item], at: int) -> Year | None:
        item = items[at]
        if isinstance(item, Token) and item.kind not in ("number", "word"):
            return None
        year = years.read(items, at, self.language)
        return None if year is None or (isinstance(item, Group) and at == 0 and year.after == 1) else year

    def _dated(
        self, group: Group, low: int, start: int, at: int, year: Year, here: list[Written]
    ) -> Written | None:  # fmt: skip
        """The citation whose year this is, with what stands before it."""
        items = group.items
        last = here[-1] if here else None
        if not _words(items, low, at):
            if last is not None and last.head is not None and low - start <= 1:
                return written(self.number, "bracketed", year, last.head, own=False)
            if low > start and last is None and (head := self._head(items, start, low - 1)):
                # Tak; 2005; s. 302
                return written(self.number, "bracketed", year, head)
            return self._behind(group, year) if last is None and low == start else None
        if all(_is_signal(item) for item in items[low:at]):
            found = self._behind(group, year) if last is None and low == start else None
            return None if found is None else replace(found, signal=True)
        same = next((low_at for low_at in range(low, min(low + 3, at)) if phrase(items, low_at, _SAME_AUTHOR)), None)
        if same is not None and not _words(items, phrase(items, same, _SAME_AUTHOR), at):
            made = written(self.number, "again", year, None)
            return replace(made, span=Span(items[same].begin, year.end), ref=Span(items[same].begin, year.end))
        early, head_end = self._early(items, low, at)
        head = self._head(items, low, head_end)
        if early and isinstance(items[at], Group):
            # Archival Science, no. 2 (2002) is of a bibliography
            return None
        if head is None:
            head = heads.as_title(items, low, head_end)
            if head is None or not locators.read(items, year.after, self.language, spelled_only=True)[0]:
                return None
        if early and not head.titled and sum(len(name.words) for name in head.names) > 1:
            # what is cited by volume before the year is a serial
            head = replace(head, titled="title")
        if year.split and not locators.read(items, year.after, self.language, spelled_only=True)[0]:
            return None
        return written(self.number, "bracketed", year, head, early=early)

    def _head(self, items: Sequence[Item], low: int, high: int) -> Head | None:
        return heads.read(items, low, high, self.shelf.title_start)

    def _early(self, items: Sequence[Item], low: int, high: int) -> tuple[tuple[Locator, ...], int]:
        """Locators that stand between the title and the year: C. I, 1920."""
        for at in range(max(low + 1, high - 24), high):
            if not (follows(items, at - 1, ",.;:")):
                continue
            found, end = locators.read(items, at, self.language, spelled_only=True)
            if found and end <= high and not _words(items, end, high):
                if _initials(items, at, found):
                    continue
                return found, at - 1
        return (), high

    def _behind(self, group: Group, year: Year) -> Written | None:
        """A bracket that begins with its year: the author stands before it, or farther off."""
        parent = group.parent
        named = heads.before(parent.items, group.place) if parent is not None else None
        if named is None:
            return written(self.number, "year", year, None)
        return written(self.number, "narrative", year, named, own=False)

    def _titled(self, items: Sequence[Item], at: int, cut: int | None, one: Written) -> Written:
        """The citation itself; where other words run into what seems to be its author, all of them as a title."""
        head = one.head
        if head is None or not head.gap or not one.spelled or not follows(items, at - 1, ",") or not one.own:
            return one
        whole = heads.as_title(items, 0 if cut is None else cut + 1, at)
        if whole is None or self.shelf.find(head, one.years, one.locators).keys:
            return one
        one.head, one.span, one.ref = whole, Span(whole.begin, one.span.end), Span(whole.begin, one.ref.end)
        return one

    def _letters(self, items: Sequence[Item], at: int, one: Written, here: list[Written]) -> int:
        """The further works of `2010a, b`."""
        while one.years and len(one.years[-1]) == 5 and at + 1 < len(items):
            mark, letter = items[at], items[at + 1]
            joining = follows(items, at, ",/") or (isinstance(mark, Token) and mark.folded in CONNECTORS)
            if not joining or not isinstance(letter, Token) or letter.kind != "word" or len(letter.text) != 1:
                break
            if not letter.text.islower() or not letter.text.isascii() or letter.text <= one.years[-1][4]:
                break
            span = Span(letter.begin, letter.end)
            further = Written(
                self.number, "bracketed", span, span, one.head, own=False, years=(one.years[-1][:4] + letter.text,)
            )
            extra, at = locators.read(items, at + 2, self.language)
            further.add(extra)
            here.append(further)
            one = further
        return at

    def _without_year(self, items: Sequence[Item], low: int, high: int, here: list[Written]) -> None:
        """What the parts of brackets may be that have no year: a locator more, the same work as before."""
        part = low
        for end in range(low, high + 1):
            if end < high and not follows(items, end, ";"):
                continue
            if end > part:
                self._part(items[part:end], here, is_next=part > 0)
            part = end + 1

    def _part(self, items: Sequence[Item], here: list[Written], *, is_next: bool) -> None:
        pages = bool(here) and any(one.unit == "page" for one in here[-1].locators)
        more, end = locators.read(items, 0, self.language, spelled_only=not pages, at_once=pages)
        if more and not _words(items, end, len(items)):
            if here and is_next:
                here[-1].add(more)
            return
        begin = 0
        while begin < len(items) and (_is_signal(items[begin]) or follows(items, begin, _SEPARATORS)):
            if phrase(items, begin, AGAIN):
                break
            begin += 1
        for at in range(begin, min(begin + _FEW, len(items))):
            after = phrase(items, at, AGAIN)
            if after and self._again(items, begin, at, after, here):
                return
        self._paged(items, begin, here)

    def _again(self, items: Sequence[Item], begin: int, at: int, after: int, here: list[Written]) -> bool:
        """`a.g.e., s. 45`, `Mango, op. cit., p. 3`."""
        named = at > begin
        head = None
        if named:
            if not follows(items, at - 1, ",."):
                return False
            head = self._head(items, begin, at)
            if head is None or not head.clean:
                return False
        found, end = locators.read(items, after, self.language)
        if not _stands_for_work(items, at, after, bool(found), self.language, named=named):
            return False
        if _words(items, end, len(items)) and not found:
            return False
        first = head.begin if head is not None else items[at].begin
        ref = Span(first, items[after - 1].end)
        one = Written(self.number, "again", ref, ref, head, signal=begin > 0)
        one.add(found)
        here.append(one)
        return True

    def _paged(self, items: Sequence[Item], low: int, here: list[Written]) -> None:
        """An author and a page, without a year."""
        for at in range(low + 1, min(low + _FEW, len(items))):
            found, end = locators.read(items, at, self.language, spelled_only=True)
            if found and not _words(items, end, len(items)) and not _initials(items, at, found):
                head = self._head(items, low, at)
                if head is not None and head.clean:
                    ref = Span(head.begin, head.end)
                    one = Written(self.number, "undated", ref, ref, head, signal=head.signal)
                    one.add(found)
                    here.append(one)
                return


def _words(items: Sequence[Item], low: int, high: int) -> bool:
    """True if more than marks and connectors stand there."""
    return any(
        isinstance(item, Group) or (item.kind != "mark" and item.folded not in CONNECTORS)
        for item in items[low:high]
        if not (isinstance(item, Token) and item.kind == "mark" and item.text in _SEPARATORS + "&")
    )


def _is_signal(item: Item) -> bool:
    return isinstance(item, Token) and (
        (item.kind == "word" and item.folded in SIGNALS) or (item.kind == "mark" and item.text in _SEPARATORS)
    )


def _initials(items: Sequence[Item], at: int, found: tuple[Locator, ...]) -> bool:
    """True if what reads like `C. I` is rather the initials behind a surname: Yıldız, C. I., 1987."""
    item = items[at]
    single = isinstance(item, Token) and len(item.text) == 1 and item.text.isupper()
    numeral = next((two for two in items[at + 1 : at + 4] if isinstance(two, Token) and two.kind != "mark"), None)
    if not single or numeral is None or numeral.kind != "word" or len(found) > 1:
        return False
    place = next(number for number, two in enumerate(items) if two is numeral)
    return len(numeral.text) == 1 and follows(items, place + 1, ".")


def _stands_for_work(items: Sequence[Item], at: int, after: int, located: bool, language: str, *, named: bool) -> bool:
    """True unless the word is one of the language: age, id, cit."""
    spelled = [item for item in items[at:after] if isinstance(item, Token) and item.kind == "word"]
    dotted = follows(items, after - 1, ".")
    first = spelled[0]
    if len(spelled) > 1:
        # a.y. may be anything: initials
        return dotted and (located or after == len(items)) and not (first.text.isupper() and not located)
    if first.folded == "cit":
        return named and dotted
    if first.folded in {"age", "agm", "agt", "agy", "ib", "id", "oc", "aao", "ivi", "ders", "dies"}:
        turkish = first.folded.startswith("ag") and language.partition("-")[0] in ("tr", "")
        return (located and (dotted or turkish)) or (dotted and after == len(items))
    return True
