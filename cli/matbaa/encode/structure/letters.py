"""Letters: the place and date, the greeting, the farewell and the signature around what is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Element, Role, element
from matbaa.encode.structure.parts import elements
from matbaa.encode.structure.people import is_byline
from matbaa.encode.structure.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_dateline", "is_farewell", "is_salute", "letter"]

_GREETINGS = (
    "dear|my dear|my dearest|dearest|sir|dear sir|madam|gentlemen|to whom it may concern|hello|hi",
    "sevgili|aziz|azizim|muhterem|sayin|kiymetli|degerli|efendim|efendimiz|saygideger|canim|kardesim|pek "
    "muhterem|cok sevgili|"
    "sevgilim|oglum|kizim|annecigim|babacigim",
    "lieber|liebe|liebster|liebste|sehr geehrter|sehr "
    "geehrte|geehrter|geehrte|verehrter|verehrte|hochverehrter|mein lieber|"
    "meine liebe|werter|werte|hochgeehrter|euer wohlgeboren|teuerste|theuerste|mein herr",
    "cher|chere|mon cher|ma chere|monsieur|madame|chers|mon ami",
    "querido|querida|estimado|estimada|muy senor|mi querido|mi querida|muy estimado|distinguido",
    "caro|cara|gentile|egregio|carissimo|carissima|mio caro|mia cara|illustrissimo|stimatissimo",
    "beste|geachte|lieve|waarde",
)
_FAREWELLS = (
    "yours|sincerely|yours sincerely|yours faithfully|yours truly|yours ever|ever yours|faithfully|best "
    "wishes|kind regards|"
    "best regards|with love|love|your obedient|i am, sir|i remain|affectionately|your affectionate|respectfully",
    "saygilarimla|hurmetlerimle|sevgilerimle|selamlar|selamlarimla|sevgiler|saygilarimi|hurmetler|gozlerinizden operim|"
    "gozlerinden operim|ellerinizden operim|baki|en derin saygilarimla|selam ve|selam ve sevgiler|iyi gunler",
    "mit freundlichen grussen|hochachtungsvoll|mit herzlichen grussen|herzliche "
    "grusse|herzlichst|dein|deine|ihr|ihre|ihr ergebener|"
    "mit besten grussen|es grusst|in liebe|euer|eure|viele grusse|mit herzlichem gruss|gruss",
    "cordialement|bien a vous|je vous prie|veuillez agreer|amities|votre|ton ami|salutations|affectueusement",
    "atentamente|un abrazo|saludos|cordialmente|tu amigo|suyo|su affmo|con afecto",
    "cordiali saluti|distinti saluti|un abbraccio|tuo|tua|suo|sua|con affetto|cordialmente",
    "met vriendelijke groet|hoogachtend|groeten|je|uw",
)
_GREETING = re.compile(rf"(?:{'|'.join(_GREETINGS)})\b")
_FAREWELL = re.compile(rf"(?:{'|'.join(_FAREWELLS)})\b")
_POSTSCRIPT = re.compile(r"(?:p\. ?s\.|ps:|ps |n\. ?b\.|not:|nachschrift)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b|\b\d{1,2}\.? ?(?:[A-Za-zÀ-ž]+)\b")
_NEAR = 6


def is_salute(text: str) -> bool:
    """True if the line greets whom a letter is written to."""
    return len(text) <= 90 and text[-1:] in ",!:;.—–" and bool(_GREETING.match(fold(text)))


def is_farewell(text: str) -> bool:
    """True if the line says farewell."""
    return len(text) <= 120 and bool(_FAREWELL.match(fold(text)))


def is_dateline(text: str) -> bool:
    """True if the line says where and when."""
    return len(text) <= 70 and bool(_YEAR.search(text)) and text[-1:] not in "?!;:"


def letter(blocks: Sequence[Block]) -> list[Element] | None:
    """The content of a division that is a letter; nothing where the blocks are none.

    A letter has a greeting among its first lines, or a line with place and date first and a farewell at its end.
    """
    words = [at for at, block in enumerate(blocks) if block.role is not Role.POINT]
    if len(words) < 2 or len(blocks) > 400:
        return None
    first = words[:_NEAR]
    salute = next((at for at in first if _is_short(blocks[at]) and is_salute(blocks[at].text)), None)
    if salute is not None and any(not _is_short(blocks[at]) for at in first if at < salute):
        return None
    dated = _is_short(blocks[first[0]]) and is_dateline(blocks[first[0]].text)
    closer = _closer(blocks, (salute if salute is not None else first[0]) + 1)
    if salute is None and not (dated and closer < len(blocks) and is_farewell(blocks[closer].text)):
        return None
    opens = (salute if salute is not None else first[0]) + 1
    if all(block.role is Role.POINT for block in blocks[opens:closer]):
        return None
    after = next((at for at in range(closer, len(blocks)) if _POSTSCRIPT.match(blocks[at].text)), len(blocks))
    content = [element("opener", *_opener(blocks[:opens]))]
    content.extend(elements(blocks[opens:closer]))
    if closer < after:
        content.append(element("closer", *_closing(blocks[closer:after])))
    if after < len(blocks):
        content.append(element("postscript", *elements(blocks[after:])))
    return content


def _is_short(block: Block) -> bool:
    return block.role is Role.PARAGRAPH and (block.few or len(block.text) <= 100)


def _closer(blocks: Sequence[Block], start: int) -> int:
    """Where the farewell begins; the end where there is none."""
    end = len(blocks)
    postscript = next((at for at in range(max(start, end - 8), end) if _POSTSCRIPT.match(blocks[at].text)), end)
    begin = next(
        (
            at
            for at in range(max(start, postscript - 5), postscript)
            if _is_short(blocks[at]) and is_farewell(blocks[at].text)
        ),
        None,
    )
    if begin is not None and all(_is_short(block) or block.role is Role.POINT for block in blocks[begin:postscript]):
        return begin
    last = postscript - 1
    if last > start and _is_short(blocks[last]) and (is_byline(blocks[last].text) or "right" in blocks[last].look):
        return last
    return postscript


def _opener(blocks: Sequence[Block]) -> list[str | Element]:
    parts: list[str | Element] = []
    for block in blocks:
        if block.role is Role.POINT:
            parts.extend(block.content)
        elif is_salute(block.text):
            parts.append(element("salute", *block.content))
        elif is_dateline(block.text):
            parts.append(element("dateline", *block.content))
        else:
            parts.extend([" ", *block.content, " "])
    return _tidy(parts)


def _closing(blocks: Sequence[Block]) -> list[str | Element]:
    parts: list[str | Element] = []
    said = False
    for block in blocks:
        if block.role is Role.POINT:
            parts.extend(block.content)
        elif is_dateline(block.text) and said:
            parts.append(element("dateline", *block.content))
        elif is_farewell(block.text) and not said:
            parts.append(element("salute", *block.content))
            said = True
        else:
            parts.append(element("signed", *block.content))
            said = True
    return _tidy(parts)


def _tidy(parts: list[str | Element]) -> list[str | Element]:
    """White space between the parts only where there are words outside of them."""
    if any(isinstance(part, str) and part.strip() for part in parts):
        return parts
    return [part for part in parts if isinstance(part, Element)]
