"""What can go wrong with a datatype."""

from __future__ import annotations

__all__ = ["DatatypeFault", "TypeTimeout"]


class DatatypeFault(Exception):
    """A datatype, or a parameter of it, is not correct; the message says what is wrong."""


class TypeTimeout(Exception):
    """A regular expression took too long over a text; the message says which."""
