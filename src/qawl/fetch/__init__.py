"""Address -> Page: the one place that reads a page from the network."""

from qawl.fetch.client import Limits, fetch

__all__ = ["Limits", "fetch"]
