"""The last step: what is made of many texts or entries, the lists, their data, the charts and the home page."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.charts.content import CHARTS, chart_xml
from matbaa.charts.exports import FORMS, chart_data
from matbaa.cite.files import cited_as
from matbaa.index.addresses import quoted
from matbaa.index.build import order_of
from matbaa.index.formats import CSV_HEAD, joined_json
from matbaa.index.markup import element, rows_xml
from matbaa.lasting.sitemap import sitemaps
from matbaa.pipeline import outputs
from matbaa.pipeline.plan import assets, digest, program, text_outputs
from matbaa.pipeline.tasks import PageMaking, page_made, row_from
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matbaa.cite.model import Work
    from matbaa.index.rows import Row
    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.gathering import Sources
    from matbaa.pipeline.plan import Shape

__all__ = ["make_site"]

_DESCRIBED = ("bib", "csl.json")


def make_site(bench: Bench, sources: Sources, shape: Shape, changed: set[str]) -> None:
    """Makes what is stale of it; `changed` are the keys of entries of which a share would change, for a dry run."""
    site = _Site(bench, sources, shape, changed)
    pages: dict[str, tuple[dict[str, str], Callable[[], PageMaking]]] = {}
    for name, parts, page in site.pages():
        if bench.want(name, parts):
            pages[name] = parts, page
    data = [(kind, form, parts) for kind, form, parts in site.data() if bench.want(f"index/{kind}.{form}", parts)]
    charts = [(name, parts) for name, parts in site.chart_data() if bench.want(name, parts)]
    styles = [name for name in assets() if bench.want(name, program())]
    own = [name for name, path in bench.theme.files.items() if bench.want(name, {name: bench.own[path]})]
    listed, about = _sitemaps(bench, shape)
    if bench.dry:
        return
    for outcome in bench.pool.spread(page_made, (page() for _, page in pages.values())):
        if outcome.result is None:
            bench.faults += outcome.faults
            continue
        parts, _ = pages[outcome.task.name]
        bench.state.record([bench.made(outcome.result, parts, site.sources(outcome.task.name))])
    for kind, form, parts in data:
        name = f"index/{kind}.{form}"
        written = outputs.write_parts(bench.folder, name, site.joined(kind, form))
        bench.state.record([bench.made(written, parts, site.sources(name))])
    for name, parts in charts:
        bench.write(name, site.chart_file(name).encode("utf-8"), parts, site.sources(name))
    for name, text in listed.items():
        bench.write(name, text.encode(), about)
    for name in styles:
        bench.write(name, resource(f"xslt/{name}").read_bytes(), program())
    for name in own:
        path = bench.theme.files[name]
        bench.write(name, path.read_bytes(), {name: bench.own[path]}, [bench.project.name(path)])


def _sitemaps(bench: Bench, shape: Shape) -> tuple[dict[str, str], dict[str, str]]:
    """The lists of all pages for search engines that are stale, and what they are made from; none for a site without an
    address.
    """
    if not shape.url:
        return {}, {}
    pages = sorted(name for name in bench.wanted if name.endswith(".html"))
    parts = {"the pages": digest("\n".join(pages)), "the address of the edition": shape.url, **program()}
    return {name: text for name, text in sitemaps(shape.url, pages).items() if bench.want(name, parts)}, parts


class _Site:
    """What is known of all entries and texts."""

    def __init__(self, bench: Bench, sources: Sources, shape: Shape, changed: set[str]) -> None:
        self._bench, self._sources, self._shape = bench, sources, shape
        self._kept = bench.state.kept
        entries = self._kept.entries()
        self._listed = {kind: hashlib.sha256() for kind in shape.kinds}
        self._told = {kind: hashlib.sha256() for kind in shape.kinds}
        self._numbers = dict.fromkeys(shape.kinds, 0)
        for key in sorted(entries):
            entry = entries[key]
            if entry.kind in self._numbers:
                self._numbers[entry.kind] += 1
                self._listed[entry.kind].update(f"{entry.listed}{'?' if key in changed else ''}".encode())
                self._told[entry.kind].update(f"{entry.told}{'?' if key in changed else ''}".encode())
        self._rows: dict[str, list[tuple[str, Row]]] = {}
        self._charts: dict[str, etree._ElementTree] = {}

    def pages(self) -> Iterator[tuple[str, dict[str, str], Callable[[], PageMaking]]]:
        """Each page that there is to be: its name, what it is made from, and how."""
        shape = self._shape
        for kind in shape.kinds:
            parts = {f"the entries of the index of {kind}": self._listed[kind].hexdigest(), **shape.parts}
            parts["its downloads"] = " ".join(self._forms(kind))
            yield f"index/{kind}.html", parts, lambda kind=kind: self._list(kind)  # type: ignore[misc]
        for chart in shape.charts:
            parts = {**self._chart_parts(chart), **shape.parts}
            yield f"index/{chart}.html", parts, lambda chart=chart: self._chart(chart)  # type: ignore[misc]
        heads = digest(repr([(source.document, source.heads) for source in self._sources.texts]))
        counts = digest(repr(self._numbers))
        if shape.search:
            yield "search.html", shape.parts, self._search
        yield "index.html", {"titles and authors": heads, "numbers of entries": counts, **shape.parts}, self._home

    def data(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """The data of each kind: the kind, the form, and what they are made from."""
        for kind in self._shape.kinds:
            parts = {f"the entries and mentions of the index of {kind}": self._told[kind].hexdigest(), **program()}
            for form in self._forms(kind):
                if form in _DESCRIBED:
                    yield kind, form, {"what the lists say of works": digest(repr(self._works())), **program()}
                else:
                    yield kind, form, parts | {"the language of the edition": self._shape.language}

    def _forms(self, kind: str) -> tuple[str, ...]:
        """The forms in which the data of a kind are: works that lists describe can be cited, too."""
        return ("json", "csv", *(_DESCRIBED if kind == "works" and self._works() else ()))

    def _works(self) -> list[Work]:
        """The works that lists describe, in the order of their index."""
        listed = self._sources.catalogue.entries.values()
        entries = sorted(
            (entry for entry in listed if entry.work), key=lambda entry: order_of(entry, self._shape.language)
        )
        return [entry.work for entry in entries if entry.work]

    def chart_data(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each file of data beside a chart, and what it is made from."""
        for chart in self._shape.charts:
            for form in FORMS[chart]:
                parts = {**self._chart_parts(chart), "the language of the edition": self._shape.language, **program()}
                yield f"index/{chart}.{form}", parts

    def chart_file(self, name: str) -> str:
        """The words of such a file."""
        chart, _, form = name.removeprefix("index/").partition(".")
        return chart_data(self._chart_xml(chart).getroot(), form)

    def _chart_parts(self, chart: str) -> dict[str, str]:
        listed = "".join(self._listed[kind].hexdigest() for kind in CHARTS[chart] if kind in self._listed)
        return {f"the entries that the {chart} shows": digest(listed)}

    def sources(self, name: str) -> tuple[str, ...]:
        """What the manifest names as sources: for what shows many entries, the folders of their pages."""
        stem = name.removeprefix("index/").partition(".")[0]
        if name == "index.html":
            return tuple(source.name for source in self._sources.texts)
        kinds = CHARTS.get(stem, (stem,))
        return tuple(f"index/{kind}/" for kind in kinds if kind in self._shape.kinds)

    def joined(self, kind: str, form: str) -> Iterator[str]:
        """The data of all entries of a kind put together."""
        told = (self._kept.data(key, form) for key, _ in self._sorted(kind))
        if form in _DESCRIBED:
            yield cited_as(form.removeprefix("csl."), self._works()).decode()
        elif form == "json":
            yield from joined_json([(kind, self._shape.language, told)])
        else:
            yield CSV_HEAD
            yield from told

    def _sorted(self, kind: str) -> list[tuple[str, Row]]:
        """The rows of a kind in the order of its index, with their keys."""
        if kind not in self._rows:
            rows = [(key, row_from(data)) for key, data in self._kept.rows(kind)]
            rows.sort(key=lambda row: order_of(row[1].entry, self._shape.language))
            self._rows[kind] = rows
        return self._rows[kind]

    def _list(self, kind: str) -> PageMaking:
        tree = rows_xml(kind, self._shape.language, (row for _, row in self._sorted(kind)))
        tree.getroot().set("downloads", " ".join(self._forms(kind)))
        return self._page(f"index/{kind}.html", "index", tree)

    def _chart(self, chart: str) -> PageMaking:
        return self._page(f"index/{chart}.html", "chart", self._chart_xml(chart))

    def _chart_xml(self, chart: str) -> etree._ElementTree:
        if chart not in self._charts:
            rows = {kind: (row for _, row in self._sorted(kind)) for kind in CHARTS[chart] if kind in self._shape.kinds}
            self._charts[chart] = chart_xml(chart, self._shape.language, rows)
        return self._charts[chart]

    def _search(self) -> PageMaking:
        root = element(None, "search", language=self._shape.language)
        return self._page("search.html", "search", root.getroottree(), "search")

    def _home(self) -> PageMaking:
        root = element(None, "edition", title=self._shape.title, language=self._shape.language)
        for source in self._sources.texts:
            name = source.document
            files = {kind: quoted(file) for kind, file in text_outputs(name).items()}
            text = element(root, "text", name=name, html=files["html"], plain=files["text"], tei=files["tei"])
            for form in ("bib", "ris", "json"):
                element(text, "file", form=form, href=files[form])
            for head in source.heads:
                element(text, head.kind, head.words, type=head.type, lang=head.language)
        for kind, entries in self._numbers.items():
            element(root, "index", kind=kind, entries=str(entries))
        for chart in self._shape.charts:
            element(root, "chart", kind=chart)
        return self._page("index.html", "home", root.getroottree())

    def _page(self, name: str, stylesheet: str, tree: etree._ElementTree, *styles: str) -> PageMaking:
        parameters = self._shape.parameters(name.count("/"), "matbaa", "index", *styles)
        return PageMaking(name, self._bench.folder, stylesheet, etree.tostring(tree, encoding="utf-8"), parameters)
