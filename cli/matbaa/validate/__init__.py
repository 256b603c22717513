"""All checks of TEI files. Each check is a function from a document to findings; none of them prints.

`plan.of_project` or `plan.of_paths` say what is to be looked at, `run.validate` looks.
"""
