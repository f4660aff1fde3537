"""An article's sentences into bullets: cut, weighed, chosen."""
