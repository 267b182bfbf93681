"""What joins siblings and changes them."""
