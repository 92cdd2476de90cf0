"""Text to labelled spans: who marks the attributions and the names."""
