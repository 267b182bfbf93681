"""Classes: who teaches them, who joined, what they are given to do."""
