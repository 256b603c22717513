"""What a page costs beside a stylesheet that only copies the text: `make bench`. Nothing here fails for being slow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.pages import articles, samples

from matbaa.document import read
from matbaa.resources import resource
from matbaa.saxon import saxon

pytest.importorskip("pytest_benchmark", reason="install the extra `bench`")

COPY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/><xsl:output method="html" html-version="5" indent="no"/></xsl:stylesheet>'
)
KINDS = ("article", "diary", "plays", "novels", "abstracts")


def texts(kind: str) -> list[Path]:
    found = articles() if kind == "article" else [path for path in samples() if path.parent.name == kind]
    if not found:
        pytest.skip("no sample texts: set MATBAA_SAMPLES to a folder of TEI files")
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["copy", "page"])
def test_texts(benchmark: Any, kind: str, what: str) -> None:
    """Both from the text as lxml has read it; compare the two of a kind."""
    trees = [read(path).tree for path in texts(kind)]
    sheet = saxon().compile(COPY, "copy") if what == "copy" else saxon().stylesheet(resource("xslt/html.xsl"))
    given = {} if what == "copy" else {"css": "matbaa.css"}

    def all_of_them() -> None:
        for tree in trees:
            sheet.run(tree, given)

    benchmark.pedantic(all_of_them, rounds=3, warmup_rounds=1)
