"""Names of persons, places, organisations, events and documents in running text.

What the authority files know is found in every form that follows from what they say; what they do not know is listed
as candidates.
"""

from __future__ import annotations

from matbaa.encode.names.find import find

__all__ = ["find"]
