"""The front page and the desk: pages that join siblings."""
