"""Matbaa: a toolchain for digital editions in TEI-XML."""
