"""Reports on one event into one story."""
