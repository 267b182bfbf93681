"""What changes a class: the class itself, who is in it, what it is given."""
