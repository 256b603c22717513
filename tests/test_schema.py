"""The schema of the edition, and the compiler that makes it from its ODD."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest
import xmlschema
from lxml import etree

from matbaa.finding import CannotRun
from matbaa.schema import compile_odd, stale
from tests.instances import Instances

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema"
CASES = sorted(path.name for path in (ROOT / "tests" / "cases" / "odd").iterdir())
ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"><text><body>
<schemaSpec ident="x" start="doc" {attributes}>
<elementSpec ident="doc"><content>{content}</content></elementSpec>
{more}
</schemaSpec></body></text></TEI>"""


def write_odd(folder: Path, content: str = "<empty/>", more: str = "", attributes: str = "") -> Path:
    odd = folder / "x.odd"
    odd.write_text(ODD.format(content=content, more=more, attributes=attributes), encoding="utf-8")
    return odd


def write_all(made: dict[str, bytes], folder: Path) -> None:
    for name, content in made.items():
        (folder / name).write_bytes(content)


# the schema of the edition


def test_the_committed_files_are_those_that_the_odd_makes() -> None:
    assert stale(SCHEMA / "matbaa.odd") == ()


def test_a_missing_and_a_changed_file_are_stale(tmp_path: Path) -> None:
    odd = write_odd(tmp_path)
    made = compile_odd(odd)
    assert set(made) == {"x.rng", "x.xsd", "x.sch", "x.html"}
    assert stale(odd) == ("x.html", "x.rng", "x.sch", "x.xsd")
    write_all(made, tmp_path)
    assert stale(odd) == ()
    (tmp_path / "x.sch").write_bytes(b"<schema/>")
    assert stale(odd) == ("x.sch",)


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert compile_odd(SCHEMA / "matbaa.odd") == compile_odd(SCHEMA / "matbaa.odd")


@pytest.fixture(scope="module")
def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA / "matbaa.rng"))


@pytest.fixture(scope="module")
def xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA / "matbaa.xsd"))


def test_the_edition_is_valid(rng: etree.RelaxNG, xsd: etree.XMLSchema) -> None:
    files = [*ROOT.glob("tei/*.xml"), *ROOT.glob("tei/authority/*.xml")]
    assert len(files) > 5
    for file in files:
        tree = etree.parse(file)
        assert rng.validate(tree), (file, rng.error_log[0])
        assert xsd.validate(tree), (file, xsd.error_log[0])


class Corpus:
    """Documents that the grammar allows, as trees and as files, which together use all of it."""

    def __init__(self, folder: Path) -> None:
        self.instances = Instances(SCHEMA / "matbaa.rng", seed=int(os.environ.get("MATBAA_SEED", "1")))
        self.files: list[Path] = []
        declared = self.instances.declared()
        for number, document in enumerate(self.instances.documents(400)):
            file = folder / f"{number}.xml"
            file.write_bytes(etree.tostring(document, encoding="utf-8"))
            self.files.append(file)
            if declared == self.instances.seen:
                break
        self.missing = declared - self.instances.seen


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("corpus"))


def test_every_element_and_attribute_can_be_used(corpus: Corpus) -> None:
    assert not corpus.missing


def test_both_grammars_accept_what_the_schema_allows(corpus: Corpus, rng: etree.RelaxNG, xsd: etree.XMLSchema) -> None:
    for file in corpus.files:
        tree = etree.parse(file)
        assert rng.validate(tree), (file, rng.error_log[0])
        assert xsd.validate(tree), (file, xsd.error_log[0])


def test_what_is_valid_here_is_valid_tei(corpus: Corpus, reference: Path, jing: str) -> None:
    done = subprocess.run(
        [jing, str(reference / "tei_all.rng"), *map(str, corpus.files)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:2000]


def damage(tree: etree._Element, rand: random.Random) -> None:
    """Makes one change that may or may not leave the document valid."""
    elements = [element for element in tree.iter("*") if element.getparent() is not None]
    element = rand.choice(elements)
    parent = element.getparent()
    assert parent is not None
    match rand.randint(0, 5):
        case 0:
            parent.remove(element)
        case 1:
            parent.append(element)
        case 2:
            element.tag = rand.choice(elements).tag
        case 3:
            element.set(rand.choice(["n", "type", "ref", "when", "target", "unit", "absent"]), rand.choice("a1#"))
        case 4 if element.attrib:
            del element.attrib[rand.choice(sorted(element.attrib))]
        case _:
            element.text = (element.text or "") + "x"


def test_both_grammars_agree_on_damaged_documents(corpus: Corpus, rng: etree.RelaxNG, xsd: etree.XMLSchema) -> None:
    rand, verdicts = random.Random(5), {True: 0, False: 0}
    for file in corpus.files[:40] * 8:
        tree = etree.parse(file)
        damage(tree.getroot(), rand)
        expected = rng.validate(tree)
        verdicts[expected] += 1
        if xsd.validate(tree) != expected and not tree.findall(".//{*}relation[@active][@mutual]"):
            pytest.fail(
                f"{file}: {expected} {rng.error_log} {xsd.error_log}\n{etree.tostring(tree, encoding='unicode')}"
            )
    assert min(verdicts.values()) > 30, verdicts


def test_xmlschema_reads_the_xml_schema_without_the_network(corpus: Corpus) -> None:
    schema = xmlschema.XMLSchema10(SCHEMA / "matbaa.xsd", allow="local")
    for file in corpus.files[:5]:
        schema.validate(file)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate('<p xmlns="http://www.tei-c.org/ns/1.0" colour="red"/>')


def test_the_relation_is_all_that_the_xml_schema_is_looser_in() -> None:
    looser = re.findall(r"<!-- looser than the ODD: (.*?) -->", (SCHEMA / "matbaa.xsd").read_text("utf-8"))
    assert looser == [
        "every element may be the outermost one, not only TEI",
        "of these attributes only one may stand",
    ]


def test_the_values_of_the_encoding_guide_are_those_of_the_schema() -> None:
    """docs/encoding.md names the values of closed lists; both must say the same."""
    guide = (ROOT / "docs" / "encoding.md").read_text("utf-8")
    odd = etree.parse(SCHEMA / "matbaa.odd")

    def allowed(element: str, attribute: str) -> set[str]:
        path = f"//t:elementSpec[@ident='{element}']//t:attDef[@ident='{attribute}']//t:valItem/@ident"
        return set(odd.xpath(path, namespaces={"t": "http://www.tei-c.org/ns/1.0"}))

    for element in ("place", "org", "idno"):
        line = re.search(rf"^`{element}/@type`: (.*)\.$", guide, re.MULTILINE)
        assert line is not None
        assert set(re.findall(r"`(\w+)`", line[1])) == allowed(element, "type")


def test_the_examples_of_the_odd_are_valid(xsd: etree.XMLSchema) -> None:
    examples = list(etree.parse(SCHEMA / "matbaa.odd").iter("{http://www.tei-c.org/ns/Examples}egXML"))
    declared = {str(element.get("name")) for element in etree.parse(SCHEMA / "matbaa.xsd").getroot()}
    # those of chapters that the article does not choose are tried where other editions choose them
    examples = [example for example in examples if etree.QName(example[0]).localname in declared]
    assert len(examples) > 8
    for example in examples:
        text = etree.tostring(example[0], encoding="unicode", with_tail=False)
        assert xsd.validate(etree.fromstring(text.replace("/ns/Examples", "/ns/1.0"))), (text, xsd.error_log)


def test_the_odd_is_valid_tei(reference: Path, jing: str) -> None:
    odds = [SCHEMA / "matbaa.odd", *(ROOT / "tests" / "cases" / "odd").glob("*/input.odd")]
    command = [jing, str(reference / "tei_all.rng"), *map(str, odds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def test_patterns_of_rules_have_names_of_their_own() -> None:
    tree = etree.parse(SCHEMA / "matbaa.sch")
    names = [pattern.get("id") for pattern in tree.iter("{http://purl.oclc.org/dsdl/schematron}pattern")]
    assert len(names) == len(set(names)) > 30
    roles = {rule.get("role") for rule in tree.iter("{*}assert", "{*}report")}
    assert roles == {"error", "warning"}


def test_the_reference_page_is_html_and_its_links_lead_somewhere() -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse((SCHEMA / "matbaa.html").read_bytes())
    assert parser.errors == []
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [element.get("href") for element in tree.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert not {"script", "link", "img", "iframe"} & {element.tag for element in tree.iter()}
    article = next(element for element in tree.iter("article") if element.get("id") == "citedRange")
    text = " ".join("".join(article.itertext()).split())
    for words in ("cited range", "atıf yeri", "@unit required", "volume", "Contained by", "Put it inside the bibl"):
        assert words in text


# the compiler, construct by construct: tests/cases/odd/NAME holds an ODD, what is made of it, and documents


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    """With MATBAA_UPDATE set, what the compiler makes now is written down as expected: read it before committing."""
    folder = ROOT / "tests" / "cases" / "odd" / name
    made = compile_odd(folder / "input.odd")
    write_all(made, tmp_path)
    for suffix in ("rng", "xsd", "sch"):
        expected = folder / f"expected.{suffix}"
        content = made[f"case.{suffix}"].decode()
        if suffix == "sch" and "<pattern" not in content:
            assert not expected.exists()
            continue
        if os.environ.get("MATBAA_UPDATE"):
            expected.write_text(content, encoding="utf-8")
        assert content == expected.read_text(encoding="utf-8")
    rng = etree.RelaxNG(etree.parse(tmp_path / "case.rng"))
    xsd = etree.XMLSchema(etree.parse(tmp_path / "case.xsd"))
    other = xmlschema.XMLSchema10(tmp_path / "case.xsd", allow="local")
    seen = set()
    for instance in etree.parse(folder / "instances.xml").getroot().iterchildren("{*}*"):
        kind = etree.QName(instance).localname
        seen.add(kind)
        document = etree.fromstring(etree.tostring(instance[0], with_tail=False))
        text = etree.tostring(document, encoding="unicode")
        assert rng.validate(document) == (kind == "valid"), (text, rng.error_log)
        assert xsd.validate(document) == (kind != "invalid"), (text, xsd.error_log)
        assert other.is_valid(text) == (kind != "invalid"), text
    assert seen >= {"valid", "invalid"}


def test_jing_reads_each_case_the_same_way(jing: str, tmp_path: Path) -> None:
    for name in CASES:
        folder = ROOT / "tests" / "cases" / "odd" / name
        files: dict[str, str] = {}
        for number, instance in enumerate(etree.parse(folder / "instances.xml").getroot().iterchildren("{*}*")):
            file = tmp_path / f"{name}-{number}.xml"
            file.write_bytes(etree.tostring(instance[0], with_tail=False))
            files[str(file)] = etree.QName(instance).localname
        command = [jing, str(folder / "expected.rng"), *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        refused = {line.split(":")[0] for line in done.stdout.splitlines()}
        assert refused == {file for file, kind in files.items() if kind != "valid"}, done.stdout


# faults of an ODD


@pytest.mark.parametrize(
    ("content", "more", "attributes", "words"),
    [
        ('<elementRef key="absent"/>', "", "", "speaks of absent, but does not specify it"),
        ("<foo/>", "", "", "its content model has foo, which is not known here"),
        ('<sequence><foo xmlns="urn:x"/></sequence>', "", "", "foo in the namespace urn:x"),
        ('<elementRef url="x"/>', "", "", "its content model has elementRef"),
        ("<empty/>", '<specGrpRef target="#nowhere"/>', "", "no such specGrp"),
        ("<empty/>", '<moduleRef key="core"/>', "", "takes from a source, but none is given"),
        ("<empty/>", '<elementSpec ident="p" mode="change"/>', "", "nothing to change"),
        ("<empty/>", "", 'source="https://example.org/tei.xml"', "which is not a file"),
        ("<empty/>", '<moduleRef key="absent"/>', 'source="x.odd"', "no module absent"),
        ("<empty/>", '<elementRef key="absent"/>', 'source="x.odd"', "no specification of absent"),
        ("<empty/>", '<moduleRef url="https://example.org/svg.rng"/>', 'source="x.odd"', "another language"),
        (
            "<empty/>",
            '<elementSpec ident="p"><attList><attRef class="att.a" name="n"/></attList></elementSpec>',
            "",
            "att.a",
        ),
    ],
)
def test_a_fault_of_the_odd_is_told(content: str, more: str, attributes: str, words: str, tmp_path: Path) -> None:
    odd = write_odd(tmp_path, content, more, attributes)
    with pytest.raises(CannotRun) as caught:
        compile_odd(odd)
    finding = caught.value.findings[0]
    assert words in finding.message
    assert finding.file == str(odd)
    assert finding.hint


def test_a_fault_of_the_odd_has_a_place(tmp_path: Path) -> None:
    odd = write_odd(tmp_path, more='<elementSpec ident="p"><content><elementRef key="q"/></content></elementSpec>')
    with pytest.raises(CannotRun) as caught:
        compile_odd(odd)
    finding = caught.value.findings[0]
    assert (finding.code, finding.line, finding.column) == ("MBO001", 4, 1)


def test_what_is_no_odd_is_told(tmp_path: Path) -> None:
    odd = tmp_path / "x.odd"
    odd.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", encoding="utf-8")
    with pytest.raises(CannotRun, match="no schemaSpec"):
        compile_odd(odd)
    odd.write_text(write_odd(tmp_path).read_text("utf-8").replace('ident="x"', 'ident="../x"'), encoding="utf-8")
    with pytest.raises(CannotRun, match="files of the schema are named by it"):
        compile_odd(odd)
    with pytest.raises(CannotRun):
        compile_odd(tmp_path / "absent.odd")


# a customization of the whole of TEI


def test_the_whole_of_tei_compiles_to_what_tei_makes_of_it(
    reference: Path, samples: Path, jing: str, tmp_path: Path
) -> None:
    shutil.copy(reference / "p5subset.xml", tmp_path)
    specs = etree.parse(reference / "p5subset.xml").iter("{http://www.tei-c.org/ns/1.0}elementSpec")
    modules = sorted({module for spec in specs if (module := spec.get("module"))})
    odd = tmp_path / "all.odd"
    refs = "".join(f'<moduleRef key="{module}"/>' for module in ["tei", *modules])
    odd.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="all" start="TEI teiCorpus" source="p5subset.xml">'
        f"{refs}</schemaSpec></TEI>",
        encoding="utf-8",
    )
    write_all(compile_odd(odd), tmp_path)
    files = sorted(
        map(
            str, [*samples.glob("plays/*.xml"), *samples.glob("novels/*.xml"), *sorted(samples.glob("abstracts/*.xml"))]
        )
    )
    said = [
        subprocess.run([jing, str(schema), *files], capture_output=True, text=True, timeout=120, check=False).stdout
        for schema in (tmp_path / "all.rng", reference / "tei_all.rng")
    ]
    assert said[0] == said[1] != ""
