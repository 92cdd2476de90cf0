"""Many sources at once: files, folders, addresses, archives, lists and feeds, read and kept."""
