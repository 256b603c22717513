"""The files that works are cited by, in each form that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.cite.model import Work

__all__ = ["FORMS", "cited_as"]

# endings of files, and what is in them: BibTeX, RIS, CSL-JSON
FORMS = ("bib", "ris", "json")


def cited_as(form: str, works: Sequence[Work]) -> bytes:
    """The works in one of `FORMS`, in UTF-8; a single one also as `datacite`. Raises `ValueError` for another form."""
    if form == "bib":
        from matbaa.cite.bibtex import as_bibtex

        return as_bibtex(works).encode()
    if form == "ris":
        from matbaa.cite.ris import as_ris

        return as_ris(works).encode()
    if form == "json":
        from matbaa.cite.csl import as_csl

        return as_csl(works).encode()
    if form == "datacite":
        from matbaa.cite.datacite import as_datacite

        (work,) = works
        return as_datacite(work)
    raise ValueError(f"no form {form!r}")
