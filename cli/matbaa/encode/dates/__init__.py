"""Dates in running text: finding them, and saying which day, month or year they mean."""

from matbaa.encode.dates.find import find

__all__ = ["find"]
