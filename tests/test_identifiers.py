"""Numbers of authority files: what is taken for one, and which are right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.validate.identifiers import Identifier, fault, of_address, of_typed

# true ones, of every form that a number has
RIGHT = [
    "https://d-nb.info/gnd/118639528",
    "http://d-nb.info/gnd/1014997828/",
    "https://d-nb.info/gnd/4066009-6",
    "https://d-nb.info/gnd/38633-9",
    "https://d-nb.info/gnd/118609807#about",
    "https://lobid.org/gnd/118609807.json",
    "https://viaf.org/viaf/24602065/",
    "http://www.wikidata.org/entity/Q5152",
    "https://www.wikidata.org/wiki/Property:P227",
    "https://m.wikidata.org/wiki/Q5152?uselang=tr",
    "https://orcid.org/0000-0002-1825-0097",
    "https://orcid.org/0000-0002-1694-233X",
    "https://isni.org/isni/0000000121032683",
    "https://www.geonames.org/323786/ankara.html",
    "https://sws.geonames.org/2761369/",
    "http://vocab.getty.edu/tgn/7002473",
    "http://vocab.getty.edu/page/ulan/500115588",
    "http://vocab.getty.edu/aat/300026877",
    "https://id.loc.gov/authorities/names/n79021164.html",
    "https://doi.org/10.5281/zenodo.4388732",
    "https://dx.doi.org/10.1002/(SICI)1522-2594(199911)42:5%3C952::AID-MRM16%3E3.0.CO;2-S",
    "https://doi.org/10.1553/0x002833ff",
]
TYPED_RIGHT = [
    ("GND", None, "118639528"),
    ("gnd", None, "(DE-588)118639528"),
    ("PND", None, "118513451"),
    ("GND", None, "4066009‐6"),
    ("URL", "gnd", "https://d-nb.info/gnd/118609807"),
    ("URI", "GND", "https://d-nb.info/gnd/118609807"),
    ("ISBN", None, "978-3-16-148410-0"),
    ("ISBN", None, "ISBN 0-8044-2957-X"),
    ("isbn-13", None, "ISBN-13: 978 3 16 148410 0"),
    ("ISBN", None, "978-3-16-148410-0 (Bd. 1)"),
    ("ISBN", None, "425039358"),  # nine digits, of the time before 1970
    ("ISSN", None, "2049-3630"),
    ("eISSN", None, "2434-561X"),
    ("ISNI", None, "0000 0001 2103 2683"),
    ("ORCID", None, "0000-0002-1825-0097"),
    ("EAN", None, "4006381333931"),
    ("wikidata", None, "Q5152"),
    ("Wikidata ID", None, "wd:Q5152"),
    ("GeoNames", None, "323786"),
    ("DOI", None, "doi:10.5281/zenodo.4388732"),
    ("LCCN", None, "n 79-21164"),
    ("LCCN", None, "2001-1114"),
]
# which says nothing that could be checked
NEITHER = [
    ("ISBN", None, "keine"),
    ("ISBN", None, "978-3-16-148410-0 und 3-16-148410-X"),
    ("GND", None, ""),
    ("PMB", None, "118639529"),
    (None, None, "118639529"),
    ("URL", "gnd", "https://example.org/gnd/118639529"),
    ("GND", None, "https://de.wikipedia.org/wiki/Mustafa_Kemal_Atat%C3%BCrk"),
    ("gnd", None, "?"),
    ("TM", None, "491788"),
]
OTHER_ADDRESSES = [
    "https://d-nb.info/gnd/",
    "https://d-nb.info/573508232",
    "https://www.wikidata.org/",
    "https://www.wikidata.org/wiki/Wikidata:WikiProject_Epigraphy",
    "https://www.wikidata.org/wiki/Special:EntityData/Q5152.json",
    "https://www.geonames.org/",
    "https://www.geonames.org/export/codes.html",
    "http://sws.geonames.org/xxxxx",
    "https://www.getty.edu/research/tools/vocabularies/aat/",
    "https://orcid.org",
    "https://doi.org/",
    "https://correspsearch.net/search.xql?correspondent=http%3A%2F%2Fd-nb.info%2Fgnd%2F118609808",
    "https://example.org/?u=https://d-nb.info/gnd/1",
    "d-nb.info/gnd/118609808",
]


@pytest.mark.parametrize("address", RIGHT)
def test_right_addresses(address: str) -> None:
    found = of_address(address)
    assert found is not None
    assert fault(found) is None


@pytest.mark.parametrize(("kind", "subtype", "text"), TYPED_RIGHT)
def test_right_numbers(kind: str, subtype: str | None, text: str) -> None:
    found = of_typed(text, kind, subtype)
    assert found is not None
    assert fault(found) is None


@pytest.mark.parametrize(("kind", "subtype", "text"), NEITHER)
def test_what_cannot_be_judged_is_left_alone(kind: str | None, subtype: str | None, text: str) -> None:
    found = of_typed(text, kind, subtype)
    assert found is None or fault(found) is None


@pytest.mark.parametrize("address", OTHER_ADDRESSES)
def test_other_addresses_are_left_alone(address: str) -> None:
    assert of_address(address) is None


@pytest.mark.parametrize(
    ("kind", "text", "digit"),
    [
        ("GND", "118639529", "8"),
        ("GND", "116839528", None),  # two digits exchanged
        ("GND", "4066009-7", "6"),
        ("ISBN", "978-3-16-148410-1", "0"),
        ("ISBN", "0-8044-2957-1", "X"),
        ("ISSN", "2049-3631", "0"),
        ("ISNI", "0000 0001 2103 2684", "3"),
        ("ORCID", "0000-0002-1825-0079", None),
        ("EAN", "4006381333932", "1"),
    ],
)
def test_wrong_check_digits(kind: str, text: str, digit: str | None) -> None:
    found = of_typed(text, kind)
    assert found is not None
    wrong = fault(found)
    assert wrong is not None
    assert wrong.checksum
    assert digit is None or wrong.message.endswith(f"it would be {digit}")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("GND", "11863952"),
        ("GND", "573508232"),
        ("wikidata", "5152"),
        ("URL", "https://www.wikidata.org/wiki/wiki/Q11972/"),
        ("wikidata", "Q05152"),
        ("viaf", "2460-2065"),
        ("geonames", "Q64019"),
        ("TGN", "70024"),
        ("ULAN", "300026877"),
        ("DOI", "zenodo.4388732"),
        ("DOI", "10.5281"),
        ("ISBN", "978-3-16-148410"),
        ("ISSN", "2049-363"),
        ("ORCID", "0000-0002-1825-009"),
    ],
)
def test_impossible_forms(kind: str, text: str) -> None:
    found = of_typed(text, kind)
    assert found is not None
    wrong = fault(found)
    assert wrong is not None
    assert not wrong.checksum


@given(st.sampled_from(["GND", "ISBN", "ISSN", "ISNI", "ORCID"]), st.data())
def test_one_wrong_digit_is_always_found(system: str, data: st.DataObject) -> None:
    number = {
        "GND": "118639528",
        "ISBN": "9783161484100",
        "ISSN": "20493630",
        "ISNI": "0000000121032683",
        "ORCID": "0000000218250097",
    }[system]
    place = data.draw(st.integers(1, len(number) - 1))
    digit = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != number[place]]))
    assert fault(Identifier(system, number)) is None
    assert fault(Identifier(system, number[:place] + digit + number[place + 1 :])) is not None


@given(
    st.sampled_from(["GND", "ISBN", "ISSN", "ISNI", "ORCID", "EAN", "DOI", "VIAF", "LCCN", "URL", "Wikidata"]),
    st.text(),
)
def test_anything_may_stand_in_an_idno(kind: str, text: str) -> None:
    found = of_typed(text, kind)
    wrong = fault(found) if found else None
    assert wrong is None or (wrong.message and wrong.hint)


@given(st.sampled_from(["https://d-nb.info/gnd/", "https://doi.org/", "http://www.wikidata.org/wiki/"]), st.text())
def test_anything_may_stand_in_an_address(begin: str, text: str) -> None:
    found = of_address(begin + text)
    assert found is None or found.number
