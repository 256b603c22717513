"""The divisions of a text: nested as the ranks of their headings say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.encode.structure.headings import is_second_title
from matbaa.encode.structure.letters import letter
from matbaa.encode.structure.model import Block, Element, Role, element, unmarked
from matbaa.encode.structure.mottoes import epigraph
from matbaa.encode.structure.parts import as_bibliography, as_keywords, elements
from matbaa.encode.structure.vocabulary import is_end, keywords_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matbaa.encode.structure.headings import Head

__all__ = ["Section", "division", "ended", "sections"]


_NO_LETTERS = frozenset({"bibliography", "abstract", "notes", "appendix"})


@dataclass(slots=True)
class Section:
    """A division while it is being put together: what stands before it, its headings, its blocks, its divisions."""

    head: Head | None = None
    before: list[Block] = field(default_factory=list)
    titles: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The `div/@type`."""
        part = self.head.part if self.head else None
        return part.type if part else "section"

    @property
    def text(self) -> str:
        """Some of its words, to guess its language by."""
        own = " ".join(block.text for block in self.blocks[:12])
        return own if len(own) > 400 else " ".join([own, *(child.text for child in self.children[:3])])


def sections(blocks: Sequence[Block], heads: Mapping[int, Head], start: int) -> Section:
    """The blocks from `start` on as a tree: the root has no heading."""
    root = Section()
    path: list[tuple[int, Section]] = [(0, root)]
    waiting: list[Block] = []
    for at in range(start, len(blocks)):
        block = blocks[at]
        head = heads.get(at)
        if head is None:
            if block.role is Role.POINT:
                waiting.append(block)
                continue
            path[-1][1].blocks.extend([*waiting, block])
            waiting = []
            continue
        above = path[-1][1]
        if _is_second_title(above, head):
            above.titles.extend([*waiting, block])
            waiting = []
            continue
        while path[-1][0] >= head.level:
            path.pop()
        section = Section(head, waiting, [block])
        waiting = []
        path[-1][1].children.append(section)
        path.append((head.level, section))
    path[-1][1].blocks.extend(waiting)
    return root


def _is_second_title(above: Section, head: Head) -> bool:
    """True if a heading stands directly below `Chapter 3` and gives it its title."""
    if above.head is None or above.blocks or above.children or len(above.titles) > 1:
        return False
    return is_second_title(above.head, head)


def ended(blocks: Sequence[Block], children: Sequence[Section]) -> Iterator[Element]:
    """The blocks as elements; the last of them, if it says that this is the end, as `trailer`."""
    words = [at for at, block in enumerate(blocks) if block.role is not Role.POINT]
    if len(words) > 1 and not children and is_end(blocks[words[-1]].text) and blocks[words[-1]].role is Role.PARAGRAPH:
        yield from elements(blocks[: words[-1]])
        yield element("trailer", *blocks[words[-1]].content)
        yield from elements(blocks[words[-1] + 1 :])
    else:
        yield from elements(blocks)


def division(section: Section, languages: Mapping[int, str], keywords: list[tuple[str, str]]) -> Iterator[Element]:
    """A section as `div`, after what stands before it. `languages` has the tag of a section by its id()."""
    yield from elements(section.before)
    language = languages.get(id(section), "")
    attributes = {"type": section.type, "n": section.head.n if section.head else "", "xml:lang": language}
    content: list[Element] = []
    for title in section.titles:
        if title.role is Role.POINT:
            content.extend(elements([title]))
        else:
            content.append(element("head", *unmarked(title.content)))
    blocks = section.blocks
    last: list[Element] = []
    if section.type == "abstract":
        at = next(
            (n for n, block in enumerate(blocks) if block.role is Role.PARAGRAPH and keywords_label(block.text)), None
        )
        if at is not None and all(block.role in (Role.POINT, Role.PARAGRAPH) for block in blocks[at:]):
            for block in blocks[at:]:
                if block.role is Role.PARAGRAPH and keywords_label(block.text):
                    made, terms = as_keywords(block)
                    last.append(made)
                    keywords.extend((language, term) for term in terms)
                else:
                    last.extend(elements([block]))
            last_is_sound = all(item.name in {"div", "pb", "fw"} for item in last)
            if last_is_sound:
                blocks = blocks[:at]
            else:
                last = []
    if found := epigraph(blocks[:12]):
        content.append(found[0])
        blocks = blocks[found[1] :]
    as_letter = None if last or section.children or section.type in _NO_LETTERS else letter(blocks)
    if as_letter is not None:
        content.extend(as_letter)
    else:
        content.extend(as_bibliography(blocks) if section.type == "bibliography" else ended(blocks, section.children))
    content.extend(last)
    for child in section.children:
        content.extend(division(child, languages, keywords))
    yield element("div", *content, attributes=attributes)
