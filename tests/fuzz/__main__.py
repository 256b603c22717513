"""Fuzzes one target until it fails or time is up; see README.md."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["matbaa", "tests.fuzz"]):
    from tests.fuzz.targets import TARGETS

if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
    sys.exit(f"usage: python -m tests.fuzz {'|'.join(TARGETS)} [options of libFuzzer] [folders of examples]")
name = sys.argv.pop(1)
atheris.Setup(sys.argv, TARGETS[name])
atheris.Fuzz()
