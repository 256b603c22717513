"""What a language has of words that stand beside names. One module a language; each says what its words are."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import import_module
from typing import Any, Literal

from matbaa.encode.names.text import fold

__all__ = ["LANGUAGES", "Head", "Language", "language", "of"]

LANGUAGES = ("de", "en", "es", "fr", "it", "tr")

# Friedenskonferenz is a Konferenz, Altenberg no Berg
_ENDINGS = range(6, 20)

Head = Literal["event", "document", "body", "site", "organ"]


@dataclass(frozen=True, slots=True)
class Language:
    """The words that tell names apart, folded.

    Attributes:
        before, after: honorifics that belong to a name, before and after it (Sir, Frau; Paşa, Bey).
        women: those of them that a man does not bear.
        alone: those that stand for the person by themselves (Paşa).
        offices: ranks and offices; they stand outside of names (General, Vali, President).
        leaders: those of them that stand for one another (lider, önder).
        particles: small words inside surnames (von, de).
        events, documents, bodies, sites: nouns that make one name of what stands with them, whatever place or person
            is in it: congresses, treaties, universities and newspapers, streets and hotels.
        organs: nouns of what belongs to a place but leaves its name a mention (government, ministry, army).
        joins: words that put a noun before a place (of, de, von).
        ands: words between two names of a kind.
        places: words before a place; `inside` those that hardly stand before a person.
        sayings: verbs that tell that somebody speaks.
        articles: words before a noun that is no name; `definite` those before one that is known.
        peoples: names of peoples and adjectives of places.
        departments: what an office is of, beside places (Dışişleri Bakanı).
        directions: words that make another place of one (Batı Trakya, North Africa).
        forenames: the commonest.
        hosts: nouns that take a name after them (Hotel Bristol, Universität Wien).
        things: nouns and other words that are names of persons or places too (Fischer, Zug, Reading).
        becoming: words after an office that somebody gets or has: then it stands for nobody.
        common: words that are no names though they open a sentence with a capital.
        alike: last words of names of which one stands for another (Antlaşması, Anlaşması).
        ending: true where the last part of a compound noun counts (Friedenskonferenz).
        nouns: true where every noun has a capital.
        possessed: true where a noun after a name makes one expression with it (Ankara hükümeti).
    """

    code: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    women: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    sayings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    forenames: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    becoming: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    alike: tuple[frozenset[str], ...] = ()
    ending: bool = False
    nouns: bool = False
    possessed: bool = False

    def head(self, key: str) -> Head | None:
        """What kind of name a noun makes, if any."""
        kinds: tuple[tuple[Head, frozenset[str]], ...] = (
            ("event", self.events),
            ("document", self.documents),
            ("body", self.bodies),
            ("site", self.sites),
            ("organ", self.organs),
        )
        for kind, words in kinds:
            if key in words or (self.ending and any(key[-size:] in words for size in _ENDINGS if size < len(key))):
                return kind
        return None


def of(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(fold(word) for word in text.split())


@cache
def language(tag: str) -> Language:
    """The data for a language tag; for a language that has none, that of all together."""
    code = tag.partition("-")[0].lower()
    if code in LANGUAGES:
        module = import_module(f"matbaa.encode.names.languages.{code}")
        found: Language = module.LANGUAGE
        return found
    return replace(_all(), code=code)


@cache
def _all() -> Language:
    every = [language(code) for code in LANGUAGES]
    sets = [field.name for field in fields(Language) if isinstance(getattr(every[0], field.name), frozenset)]
    joined: dict[str, Any] = {name: frozenset().union(*(getattr(one, name) for one in every)) for name in sets}
    return Language("", **joined)
