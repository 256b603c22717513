"""`matbaa serve`: the edition in a browser on this machine, made again after each change.

Three processes: one serves and watches and never runs Saxon, which would hold all of its threads; one builds; one
validates. The last two stay, so that stylesheets and schemas are compiled once.
"""
