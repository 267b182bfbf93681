"""What an editor should look at in a pack that could be loaded."""
