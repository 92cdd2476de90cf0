"""Attributions and names marked by the lexicon and the constructions of a language pack."""
