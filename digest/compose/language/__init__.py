"""What is known of languages: words, sentences, and words that bullets lean on."""
