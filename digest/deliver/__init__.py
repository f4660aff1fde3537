"""Email -> Delivery: the message, and the files that are published."""
