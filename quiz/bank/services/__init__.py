"""What changes the bank: loading a pack, and freezing what is used."""
