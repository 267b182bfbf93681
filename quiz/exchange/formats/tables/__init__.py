"""Questions as the rows of a table: CSV and XLSX, our own layout, Kahoot's, and Google Forms'.

`lines` are what both files come to; `layout` finds out which column is what; `reading` and `writing` are one
row as a question, and back.
"""
