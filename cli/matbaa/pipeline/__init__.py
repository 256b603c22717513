"""The build: from a project to the files of its edition."""
