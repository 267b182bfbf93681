"""Copies of all that is kept, made while in use, and put back."""
