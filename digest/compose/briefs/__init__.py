"""A story as it is printed: its lead, headline and bullets, and figures to check."""
