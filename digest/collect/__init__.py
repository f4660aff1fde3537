"""Feed -> Entry: feeds are fetched, parsed and told apart."""
