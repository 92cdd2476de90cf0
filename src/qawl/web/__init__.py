"""The server: pages for people and an interface for programs over one store."""
