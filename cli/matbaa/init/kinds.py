"""The kinds of edition that can be begun, and the languages that there are samples in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "SAMPLES", "Kind", "sample_language"]

# the languages of samples, the one for all others first
SAMPLES = ("en", "tr")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edition: what its sample is, in a few words, and the title of an edition that has no other, by language
    of the sample.
    """

    sample: str
    titles: Mapping[str, str]


KINDS: Mapping[str, Kind] = {
    "article": Kind("an article with its citations", {"en": "An Article", "tr": "Bir Makale"}),
    "letters": Kind("two letters and who wrote them to whom", {"en": "Letters", "tr": "Mektuplar"}),
    "play": Kind("a play of two scenes, in prose and verse", {"en": "A Play", "tr": "Bir Oyun"}),
    "diary": Kind("three entries of a diary", {"en": "A Diary", "tr": "Bir Günlük"}),
    "manuscript": Kind("two pages of a notebook, by two hands", {"en": "A Manuscript", "tr": "Bir Yazma"}),
}


def sample_language(language: str) -> str:
    """The language of the sample for an edition in `language`, a BCP 47 tag."""
    primary = language.partition("-")[0].lower()
    return primary if primary in SAMPLES else SAMPLES[0]
