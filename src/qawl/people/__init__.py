"""Mentions to speakers: names, roles and who is who within an article."""
