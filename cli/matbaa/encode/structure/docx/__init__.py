"""DOCX: the paragraphs, notes, lists and tables of a word processor."""
