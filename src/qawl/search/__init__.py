"""What a query means and which words of the three languages are the same for it."""
