"""Address -> Page: the one place that reads a page from the network."""

from qawl.fetch.client import Answer, Limits, Validators, ask, fetch

__all__ = ["Answer", "Limits", "Validators", "ask", "fetch"]
