"""The outputs that are not of one text: indexes, the home page, the style."""

from __future__ import annotations

import functools
import hashlib

from matbaa.index.formats import as_csv, as_json
from matbaa.index.pages import home_page, index_page
from matbaa.pipeline.plan import ASSETS, Edition
from matbaa.resources import resource

__all__ = ["other", "stylesheets_digest"]


def other(edition: Edition, name: str) -> str | None:
    """The output `name`, if it is one of these."""
    if name.startswith(ASSETS):
        return resource(f"xslt/{name}").read_text("utf-8")
    project = edition.project
    if name == "index.html":
        counts = {index.kind: len(index.entries) for index in edition.indexes}
        return home_page(
            project.title, project.language, edition.texts, counts, css=f"{ASSETS}matbaa.css {ASSETS}index.css"
        )
    folder, _, file = name.partition("/")
    kind, _, form = file.partition(".")
    index = next((index for index in edition.indexes if index.kind == kind), None)
    if folder != "index" or index is None:
        return None
    if form == "json":
        return as_json([index], "../html/")
    if form == "csv":
        return as_csv([index], "../html/")
    css = f"../{ASSETS}matbaa.css ../{ASSETS}index.css"
    return index_page(
        index, "../html/", css=css, root="../", home="../index.html", kinds=edition.kinds, title=project.title
    )


@functools.cache
def stylesheets_digest() -> str:
    """The SHA-256 of all stylesheets together."""
    folder = resource("xslt")
    digest = hashlib.sha256()
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
