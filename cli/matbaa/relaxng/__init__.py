"""RELAX NG: schemas read, simplified and checked; documents validated by derivatives that become table look-ups."""
