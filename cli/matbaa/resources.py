"""Finds the schema and the stylesheets that come with Matbaa, in an installed wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]


def resource(path: str) -> Path:
    """The file or folder `path` (such as `xslt/html.xsl`) that ships with Matbaa.

    In a wheel it lies inside the package, in a checkout beside `cli/`. Raises `FileNotFoundError` where the
    installation is broken.
    """
    package = Path(__file__).parent
    for base in (package, package.parent.parent):
        if (found := base / path).exists():
            return found
    raise FileNotFoundError(f"{path} is missing from this installation of Matbaa; install it again")
