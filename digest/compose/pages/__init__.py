"""An article's page into its text by paragraphs."""
