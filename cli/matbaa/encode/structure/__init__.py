"""Plain text, Markdown and DOCX to a TEI draft: its structure.

A reader per format gives blocks; `arranged` finds the parts of the text in them; the writer makes TEI, which is
compared with the source before anybody gets it.
"""

from matbaa.encode.structure.draft import Draft, Wishes, draft
from matbaa.encode.structure.source import FORMATS, Source, open_source

__all__ = ["FORMATS", "Draft", "Source", "Wishes", "draft", "open_source"]
