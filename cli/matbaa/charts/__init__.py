"""The charts of an edition: what each shows, where that stands on it, and the same as data for other programs."""
