"""The entities of an edition as data: gathered once from its texts and authority files, written in several forms."""
