"""What shows a template's save: previews in a browser, and what writes a file."""
