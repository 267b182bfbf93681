"""The account, the reader, and who may open what."""
