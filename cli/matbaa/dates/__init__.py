"""Dates: the values that attributes give them, and the words that texts write them with in many languages."""
