"""Feeds and sitemaps: what is new at an address, asked for with good manners."""
