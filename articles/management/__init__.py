"""Commands of the article side."""
