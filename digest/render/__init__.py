"""Edition -> Email; alone knows Jinja2 and MJML."""
