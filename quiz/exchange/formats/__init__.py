"""File formats of questions, as functions from bytes to plain data and back. No Django in here.

A format is a module with three functions: `split` parts a file into questions without understanding them,
`read` understands one, `write` makes a file. `known.py` lists them.
"""
