"""What stands before the text: titles, bylines, abstracts with their keywords, dedications, epigraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.encode.structure.language import guess
from matbaa.encode.structure.letters import is_dateline, is_salute
from matbaa.encode.structure.model import Block, Content, Element, Role, element, trimmed
from matbaa.encode.structure.mottoes import dedication, epigraph
from matbaa.encode.structure.parts import as_keywords, elements, split_at
from matbaa.encode.structure.people import is_affiliation, is_date
from matbaa.encode.structure.plain.lines import is_closed
from matbaa.encode.structure.title_page import title_page
from matbaa.encode.structure.vocabulary import is_contents, keywords_label, named_part
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matbaa.encode.structure.headings import Head
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["Front", "front"]

_RUN_IN = re.compile(r"([^\W\d_][\w\s-]{1,24}?)\s*(?:[:：—–]|\.(?=\s))\s*")
_LONG = 300
_EXPLICIT = frozenset({Role.TITLE, Role.SUBTITLE, Role.AUTHOR, Role.DATE})


@dataclass(slots=True)
class Front:
    """What was found: the elements of `front`, the block at which the text goes on, and what it says of the whole."""

    content: list[Element] = field(default_factory=list)
    end: int = 0
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    keywords: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def front(
    blocks: Sequence[Block], heads: Mapping[int, Head], language: str, source: Source, *, labelled: bool = False
) -> Front:
    """The matter before the text, of which `language` is the guess for the whole.

    A text that is `labelled`, by lines such as `Title: …`, has no title page at its beginning.
    """
    return _Front(blocks, heads, language, source).read(labelled=labelled)


class _Front:
    def __init__(self, blocks: Sequence[Block], heads: Mapping[int, Head], language: str, source: Source) -> None:
        self.blocks = blocks
        self.heads = heads
        self.language = language
        self.source = source
        self.found = Front()

    def read(self, *, labelled: bool) -> Front:
        """All of it."""
        at = 0 if labelled else self._title_page(0, first=True)
        while at < len(self.blocks):
            after = self._abstract(at)
            if after == at and self.found.content:
                after = self._parallel_title(at)
            if after == at and self.found.content:
                after = self._aside(at)
            if after == at:
                break
            at = after
        self.found.end = at
        return self.found

    def _tell(self, block: Block, message: str, hint: str = "") -> None:
        self.found.findings.append(
            self.source.finding(
                "MBE027", Severity.HINT, message, block.line, hint or "correct the draft where it is not so"
            )
        )

    # titles

    def _stretch(self, at: int) -> int:
        """The end of the short blocks from `at` on that may be a title page."""
        end = at
        while end < len(self.blocks):
            block = self.blocks[end]
            if block.role is Role.POINT:
                end += 1
                continue
            if block.role in _EXPLICIT:
                end += 1
                continue
            if end in self.heads and self.heads[end].guess == "" and not self._is_only_heading(end, at):
                break
            if not (block.few or block.role is Role.HEADING) or block.role not in (Role.PARAGRAPH, Role.HEADING):
                break
            if keywords_label(block.text) or self._run_in(block) or (end > at and _is_sentence(block.text)):
                break
            end += 1
        while end > at and self.blocks[end - 1].role is Role.POINT:
            end -= 1
        return end

    def _title_page(self, at: int, *, first: bool) -> int:
        end = self._stretch(at)
        short = [n for n in range(at, end) if self.blocks[n].role is not Role.POINT]
        if not short or (first and not self._is_title(short[0], end)):
            return at
        parallel = "" if first else self._language_of(end) or self.language
        page = title_page(self.blocks[at:end], self.language, parallel, ends=end in self.heads)
        self.found.content.extend(page.before)
        if page.page is not None:
            self.found.content.append(page.page)
        self.found.titles.extend(page.titles)
        self.found.authors.extend(page.authors)
        self.found.languages.extend(page.languages)
        for block, said in page.guesses:
            self._tell(block, f'"{block.text[:70]}" is taken as {said}')
        return at + page.taken

    def _is_only_heading(self, at: int, first: int) -> bool:
        """True if it is an explicit heading of a rank of its own, before all others."""
        block = self.blocks[at]
        if block.role is not Role.HEADING or any(self.blocks[n].role is Role.HEADING for n in range(first, at)):
            return False
        return not any(other.level <= block.level for other in self.blocks[at + 1 :] if other.role is Role.HEADING)

    def _is_title(self, at: int, end: int) -> bool:
        """True if the first short block is a title: something must follow that is no greeting."""
        block = self.blocks[at]
        text = block.text
        if is_contents(text):
            return False
        if block.role in _EXPLICIT:
            return True
        if block.role is Role.HEADING:
            return self.heads.get(at) is None or self.heads[at].part is None
        if self.heads.get(at) and self.heads[at].part is not None and self.heads[at].guess == "":
            return False
        if is_salute(text) or self._is_letter_head(at, end):
            return False
        if is_date(text) or len(text) > _LONG or text[-1:] in ",;:…―—–" or "right" in block.look:
            return False
        if is_closed(text) and text[-1:] not in "?!" and not (block.text.isupper() or "center" in block.look):
            return False
        return end < len(self.blocks)

    def _is_letter_head(self, at: int, end: int) -> bool:
        """True if place and date come first and a greeting follows."""
        if not is_dateline(self.blocks[at].text):
            return False
        return any(is_salute(block.text) for block in self.blocks[at + 1 : end + 1])

    def _parallel_title(self, at: int) -> int:
        """A title between two abstracts, or between an abstract and the text, in another language."""
        end = self._stretch(at)
        head = self.heads.get(end)
        if end == at or head is None or head.part is None or head.part.type != "abstract":
            return at
        return self._title_page(at, first=False)

    def _language_of(self, end: int) -> str:
        """The language of the abstract that begins at `end`."""
        head = self.heads.get(end)
        if head is None or head.part is None or head.part.type != "abstract":
            return ""
        below = " ".join(block.text for block in self.blocks[end + 1 : end + 4])
        return guess(below) or head.part.language

    # abstracts

    def _run_in(self, block: Block) -> tuple[str, str] | None:
        """The label of an abstract that begins with its own name: `Abstract: …`."""
        found = _RUN_IN.match(block.text[:40])
        if found is None or len(block.text) < 80:
            return None
        part = named_part(found[1])
        return (block.text[: found.end()].rstrip(), part.language) if part and part.type == "abstract" else None

    def _abstract(self, at: int) -> int:
        lead = at
        while lead < len(self.blocks) and self.blocks[lead].role is Role.POINT:
            lead += 1
        if lead >= len(self.blocks):
            return at
        block, head = self.blocks[lead], self.heads.get(lead)
        if block.role is Role.ABSTRACT:
            return self._explicit_abstract(at, lead)
        content: list[Element] = list(elements(self.blocks[at:lead]))
        if head is not None and head.part is not None and head.part.type == "abstract":
            body, end = self._below(lead + 1)
            if not body:
                return at
            tag = guess(" ".join(part.text for part in body)) or head.part.language
            inside: list[Element] = [element("head", *block.content), *elements(body)]
            n = head.n
        elif run_in := self._run_in(block):
            label, of_label = run_in
            body, end = self._below(lead + 1, first=block)
            tag = guess(block.text) or of_label
            start, rest = split_at(block.content, len(label))
            opened: Content = (element("label", *trimmed(start)), *rest)
            inside = [element("p", *opened), *elements(body)]
            n = ""
        else:
            return at
        keyed, end = self._keywords(end, tag)
        self.found.content.extend(content)
        self.found.content.append(
            element("div", *inside, *keyed, attributes={"type": "abstract", "n": n, "xml:lang": tag or self.language})
        )
        self.found.languages.append(tag)
        return end

    def _explicit_abstract(self, at: int, lead: int) -> int:
        """An abstract that the source says is one."""
        end = lead + 1
        body: list[Block] = []
        block = self.blocks[lead]
        while end < len(self.blocks) and self.blocks[end].role is Role.ABSTRACT and not block.parts:
            end += 1
        for abstract in self.blocks[lead:end]:
            body.extend(abstract.parts or [Block(Role.PARAGRAPH, abstract.content, abstract.line)])
        tag = block.kind or guess(" ".join(part.text for part in body)) or self.language
        keyed, end = self._keywords(end, tag)
        self.found.content.extend(elements(self.blocks[at:lead]))
        inside = [*elements(body), *keyed]
        self.found.content.append(element("div", *inside, attributes={"type": "abstract", "xml:lang": tag}))
        self.found.languages.append(tag)
        return end

    def _below(self, at: int, first: Block | None = None) -> tuple[list[Block], int]:
        """The blocks of an abstract, and where they end: at a heading, at keywords, at a title in another language."""
        body: list[Block] = []
        limited = not any(number >= at for number in self.heads)
        while at < len(self.blocks):
            block = self.blocks[at]
            if (
                at in self.heads
                or keywords_label(block.text)
                or (block.few and self._parallel_before(at))
                or self._run_in(block)
            ):
                break
            if (limited or first is not None) and block.role is not Role.POINT and (body or first is not None):
                break
            body.append(block)
            at += 1
        while body and body[-1].role is Role.POINT:
            body.pop()
            at -= 1
        return body, at

    def _parallel_before(self, at: int) -> bool:
        end = self._stretch(at)
        head = self.heads.get(end)
        return end > at and head is not None and head.part is not None and head.part.type == "abstract"

    def _keywords(self, at: int, tag: str) -> tuple[list[Element], int]:
        made: list[Element] = []
        look = at
        while look < len(self.blocks):
            block = self.blocks[look]
            if block.role is Role.PARAGRAPH and keywords_label(block.text):
                made.extend(elements(self.blocks[at:look]))
                div, terms = as_keywords(block)
                own = (keywords_label(block.text) or ("", ""))[1]
                if own and tag and own != tag:
                    div = Element(div.name, div.content, (*div.attributes, ("xml:lang", own)))
                    self.found.languages.append(own)
                made.append(div)
                self.found.keywords.extend((own or tag, term) for term in terms)
                look += 1
                at = look
            elif block.role is Role.POINT:
                look += 1
            else:
                break
        return made, at

    def _aside(self, at: int) -> int:
        """A dedication, or a motto before the text."""
        lead = at
        while lead < len(self.blocks) and self.blocks[lead].role is Role.POINT:
            lead += 1
        head = self.heads.get(lead)
        if head is not None and head.part is not None and head.part.type == "dedication":
            end = lead + 1
            while end < len(self.blocks) and end not in self.heads and self.blocks[end].few:
                end += 1
            if end > lead + 1:
                self._put(
                    at, lead, [element("head", *self.blocks[lead].content), *elements(self.blocks[lead + 1 : end])]
                )
                return end
        if lead >= len(self.blocks) or lead in self.heads:
            return at
        if dedication(self.blocks[lead]):
            self._tell(self.blocks[lead], f'"{self.blocks[lead].text[:70]}" is taken as a dedication')
            self._put(at, lead, list(elements([self.blocks[lead]])))
            return lead + 1
        # a motto may stand before the divisions only
        divided = any(part.name == "div" for part in self.found.content)
        if not divided and (found := epigraph(self.blocks[lead : lead + 12])):
            motto, count = found
            self._tell(self.blocks[lead], "what stands before the text is taken as a motto")
            self.found.content.extend([*elements(self.blocks[at:lead]), motto])
            return lead + count
        return at

    def _put(self, at: int, lead: int, inside: list[Element]) -> None:
        """Puts a dedication into the front matter, with the page breaks above it."""
        self.found.content.extend(elements(self.blocks[at:lead]))
        self.found.content.append(element("div", *inside, attributes={"type": "dedication"}))


def _is_sentence(text: str) -> bool:
    return is_closed(text) and not text.isupper() and len(text.split()) > 4 and not is_affiliation(text)
