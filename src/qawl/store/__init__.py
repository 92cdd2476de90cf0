"""Keep readings and find what was said in them: one file, or one database for a team."""
