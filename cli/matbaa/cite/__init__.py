"""Citing: what a header says of its text, and a list of a work, in the forms that readers and machines cite from."""
