"""Transformation: a document and a target give an output. Nothing here prints or decides where output goes."""

from __future__ import annotations

from matbaa.transform.confined import SECONDS
from matbaa.transform.plan import Job, plan
from matbaa.transform.run import Done, transform_all
from matbaa.transform.target import TARGETS, Options, Output, Target, built_in, own, transform

__all__ = [
    "SECONDS",
    "TARGETS",
    "Done",
    "Job",
    "Options",
    "Output",
    "Target",
    "built_in",
    "own",
    "plan",
    "transform",
    "transform_all",
]
