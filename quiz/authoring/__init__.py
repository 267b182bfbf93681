"""Editing one's own packs: drafts, versions, sharing. What is published lives in the bank."""
