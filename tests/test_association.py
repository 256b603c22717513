"""The schemas that a text names itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from matbaa.document import parse
from matbaa.validate.association import associated

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}/>'
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.rng", "a.rnc", "a.sch", "a.xsd", "with space.rng"):
        (tmp_path / name).touch()
    (tmp_path / "texts").mkdir()
    return tmp_path


def of(folder: Path, prolog: str, attributes: str = "", catalog: dict[str, Path] | None = None) -> list[str]:
    document = parse((prolog + TEI.format(attributes)).encode(), "text.xml", folder / "texts" / "text.xml")
    found = associated(document, catalog or {})
    kinds = {"rng": found.schemas.relaxng, "xsd": found.schemas.xsd}
    told = [f"{kind} {path.relative_to(folder).as_posix()}" for kind, paths in kinds.items() for path in paths]
    told += [f"sch {rules.path.relative_to(folder).as_posix()} {rules.phase}" for rules in found.schemas.schematron]
    assert not any(rules.trusted for rules in found.schemas.schematron)
    told += [f"distant {address}" for address in found.distant]
    return told + [f"missing {address} in line {line}" for address, line in found.missing]


@pytest.mark.parametrize(
    ("prolog", "expected"),
    [
        ("", []),
        (f'<?xml-model href="../a.rng" schematypens="{RNG}"?>', ["rng a.rng"]),
        (f"<?xml-model schematypens='{RNG}' href='../a.rng'?>", ["rng a.rng"]),
        ('<?xml-model href="../a.rnc" type="application/relax-ng-compact-syntax"?>', ["rng a.rnc"]),
        ('<?xml-model href="../a.rng"?>', ["rng a.rng"]),
        (f'<?xml-model href="../a.sch" schematypens="{SCH}" phase="final"?>', ["sch a.sch final"]),
        (
            f'<?xml-model href="../a.rng" schematypens="{RNG}"?><?xml-model href="../a.rng" schematypens="{SCH}"?>',
            ["rng a.rng", "sch a.rng None"],
        ),
        ('<?xml-model href="../a.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>', ["xsd a.xsd"]),
        ('<?xml-model href="../with%20space.rng"?>', ["rng with space.rng"]),
        ('<?xml-model href="x.dtd" type="application/xml-dtd"?>', []),
        ('\n<?xml-model href="../gone.rng"?>', ["missing ../gone.rng in line 2"]),
        ('<?xml-model href="https://example.org/a.rng?x=1&amp;y=2"?>', ["distant https://example.org/a.rng?x=1&y=2"]),
        ('<?oxygen RNGSchema="../a.rnc" type="compact"?>', ["rng a.rnc"]),
        ('<?oxygen RNGSchema="../a.rng" SCHSchema="../a.sch" type="xml"?>', ["rng a.rng", "sch a.sch None"]),
        ('<?xml-stylesheet href="../a.rng"?><!-- <?xml-model href="../a.rng"?> -->', []),
        ('<?xml-model href="http://[x.rng"?>', ["distant http://[x.rng"]),
        ('<?xml-model href="%00.rng"?>', ["distant %00.rng"]),
        (f'<?xml-model href="{"x" * 300}.rng"?>', [f"missing {'x' * 300}.rng in line 1"]),
        ('<?xml-model nothing?><?xml-model href=""?>', []),
    ],
)
def test_instructions(folder: Path, prolog: str, expected: list[str]) -> None:
    assert of(folder, prolog) == expected


XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:'


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (XSI + 'schemaLocation="http://www.tei-c.org/ns/1.0 ../a.xsd"', ["xsd a.xsd"]),
        (XSI + 'schemaLocation="http://www.w3.org/1998/Math/MathML m.xsd"', []),
        (XSI + 'schemaLocation="http://www.tei-c.org/ns/1.0"', []),
        (XSI + 'noNamespaceSchemaLocation="../a.xsd"', []),
        (
            XSI + 'schemaLocation="http://www.tei-c.org/ns/1.0 http://example.org/tei.xsd"',
            ["distant http://example.org/tei.xsd"],
        ),
    ],
)
def test_locations(folder: Path, attributes: str, expected: list[str]) -> None:
    assert of(folder, "", attributes) == expected


def test_a_catalog_has_files_for_addresses(folder: Path) -> None:
    prolog = f'<?xml-model href="http://example.org/tei_all.rng" schematypens="{RNG}"?>'
    assert of(folder, prolog, catalog={"http://example.org/tei_all.rng": folder / "a.rng"}) == ["rng a.rng"]
