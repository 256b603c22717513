"""Plain text: hard-wrapped or not, with pages or without, and what its layout says."""
