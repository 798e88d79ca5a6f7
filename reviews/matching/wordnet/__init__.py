"""What words mean to each other, from WordNet: synonyms, opposites, kinds of one thing, places."""
