"""The datatypes of RELAX NG: its own two, those of XML Schema, and those of the DTD compatibility library."""

from matbaa.relaxng.datatypes.faults import DatatypeFault, TypeTimeout
from matbaa.relaxng.datatypes.types import Type, compiled

__all__ = ["DatatypeFault", "Type", "TypeTimeout", "compiled"]
