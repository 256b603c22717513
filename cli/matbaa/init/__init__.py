"""New editions: `templates/` holds what they begin with, `common/` of all and a folder for each kind."""
