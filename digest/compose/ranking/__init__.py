"""Which stories are printed: what they weigh, and how many there is room for."""
