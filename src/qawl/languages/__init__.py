"""Language packs: what is particular to one language, as data in a folder of its own."""
