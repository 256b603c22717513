"""The commands, one thin module each: they parse, call the library and print."""
