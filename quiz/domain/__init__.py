"""Rules of the product as functions of plain values: no Django, no database."""
