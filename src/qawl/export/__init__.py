"""Readings as pages and files for people and other programs."""
