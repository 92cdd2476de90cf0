"""Text to words, units and quotations: the shape of a text before anything is understood."""
