"""Where a story plays."""
