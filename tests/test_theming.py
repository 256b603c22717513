"""The worked example of docs/theming.md, as it is written there, and what of a theme makes what again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matbaa.finding import CannotRun
from matbaa.init.contents import contents
from matbaa.init.create import create
from matbaa.pipeline.build import build
from matbaa.project import load

GUIDE = Path(__file__).parent.parent / "docs" / "theming.md"
_FENCE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letters that the guide begins with, as it changes them; without a search, which has tests of its own."""
    folder = tmp_path_factory.mktemp("theme") / "letters"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matbaa.init.contents.compile_odd", lambda _odd: {})
        create(folder, contents("letters", None, "en"))
    files = _FENCE.findall(GUIDE.read_text("utf-8"))
    assert [name for name, _ in files] == ["edition.toml", "look/letters.css", "look/words.xml", "look/page.xsl"]
    for name, text in files:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if name == "edition.toml":
            whole = path.read_text("utf-8")
            text = whole[: whole.index("[site]")] + text + "search = false\n"
        path.write_text(text, "utf-8")
    return folder


def test_the_example_is_as_it_is_written(letters: Path) -> None:
    built = build(load(letters / "edition.toml"))
    assert built.faults == ()
    page = (built.folder / "html" / "1911-03-04.html").read_text("utf-8")
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert styles[-1] == "../assets/own/look/letters.css"
    assert (built.folder / "html" / styles[-1]).read_bytes() == (letters / "look" / "letters.css").read_bytes()
    assert '<div class="said-after"><p class="ps">P. S.</p>' in page
    assert "My uncle has spoken after all" in page
    assert ">The letters</a>" in page
    for name, depth in (("index.html", ""), ("index/persons.html", "../"), ("index/persons/nermin.html", "../../")):
        other = (built.folder / name).read_text("utf-8")
        assert f'href="{depth}assets/own/look/letters.css"' in other, name
        assert "Correspondents" in other, name
    german = letters / "edition.toml"
    whole = german.read_text("utf-8")
    try:
        german.write_text(whole.replace('language = "en"', 'language = "de"'), "utf-8")
        build(load(german))
        home = (built.folder / "index.html").read_text("utf-8")
        assert "Personen" in home
        assert "Places" in home  # there is no German word for it
    finally:
        german.write_text(whole, "utf-8")
    build(load(german))


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("look/letters.css", "#a4262c", "#b00000", {"assets/own/look/letters.css"}),
        ("look/page.xsl", "P. S.", "Postscript", {"html/1911-03-04.html"}),
        (
            "look/words.xml",
            "The letters",
            "All letters",
            {"html/1911-03-04.html", "html/1911-03-19.html", "index.html"},
        ),
    ],
)
def test_a_change_makes_what_depends_on_it(letters: Path, name: str, old: str, new: str, changed: set[str]) -> None:
    config = letters / "edition.toml"
    build(load(config))
    assert build(load(config)).changed == ()
    path = letters / name
    whole = path.read_text("utf-8")
    try:
        path.write_text(whole.replace(old, new), "utf-8")
        # compiled stylesheets are kept as long as the process; a build has one of its own
        from matbaa.saxon import saxon
        from matbaa.transform.compiled import compiled

        compiled.cache_clear()
        saxon.cache_clear()
        now = set(build(load(config)).changed) - {"manifest.json"}
        assert changed <= now
        assert len(now) == 1 if name != "look/words.xml" else len(now) > 5
    finally:
        path.write_text(whole, "utf-8")
        compiled.cache_clear()
        saxon.cache_clear()


def test_what_a_style_sheet_refers_to_comes_with_it(letters: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(letters, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    look = tmp_path / "copy" / "look"
    (look / "fonts").mkdir()
    (look / "fonts" / "a b.woff2").write_bytes(b"font")
    (look / "more.css").write_text(
        '.x { background: url(../tei/none.png) } .y { src: url("fonts/a%20b.woff2") }', "utf-8"
    )
    (look / "letters.css").write_text(
        '@import "more.css"; /* url(fonts/not.woff2) */ .z { background: url(https://example.org/x.png), '
        "url(../../outside.png), url('../edition.toml') }",
        "utf-8",
    )
    (tmp_path / "outside.png").write_bytes(b"outside")
    built = build(load(tmp_path / "copy" / "edition.toml"))
    own = {name.removeprefix("assets/own/") for name in built.files if name.startswith("assets/own/")}
    assert own == {"look/letters.css", "look/more.css", "look/fonts/a b.woff2", "edition.toml"}
    assert (built.folder / "assets/own/look/fonts/a b.woff2").read_bytes() == b"font"


def test_faults_of_a_theme_are_told_at_their_place(letters: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(letters, folder, ignore=shutil.ignore_patterns("build"))
    page = folder / "look" / "page.xsl"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace('match="postscript"', 'match="postscript["'), "utf-8")
    with pytest.raises(CannotRun) as caught:
        build(load(folder / "edition.toml"))
    (finding, *_) = caught.value.findings
    assert finding.code == "MBT001"
    assert str(finding.file).endswith("look/page.xsl")
    page.write_text(whole, "utf-8")
    words = folder / "look" / "words.xml"
    words.write_text("<words/>", "utf-8")
    with pytest.raises(CannotRun) as caught:
        build(load(folder / "edition.toml"))
    assert caught.value.findings[0].code == "MBC008"
