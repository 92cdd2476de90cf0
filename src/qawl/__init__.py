"""Who said what, to whom, when, where, and on whose word, read from the news."""
