"""The entities of an edition as data: gathered once from its texts and authority files, written in several forms."""

__all__ = ["KINDS"]

KINDS = ("persons", "places", "orgs", "events", "documents", "works", "dates")
