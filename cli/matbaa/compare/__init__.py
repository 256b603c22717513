"""Two encodings of one text compared: what one has tagged, held against what the other has."""

__all__ = ["KINDS", "MENTIONS", "OTHERS"]

MENTIONS = ("citations", "dates", "persons", "places", "orgs", "events", "documents")
OTHERS = ("quotes", "corrections", "notes")
KINDS = MENTIONS + OTHERS
