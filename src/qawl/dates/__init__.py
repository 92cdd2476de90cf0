"""Time expressions in running text and the days they mean."""
