"""The assistant: plain text to a TEI draft, and proposals of tags that an editor can review.

Recognisers read `Passage`s, plain running text without XML, and give `Proposal`s; `settle` makes one set of them that
can stand side by side; the writer puts them into a file as tags and touches nothing else.
"""
