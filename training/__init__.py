"""Train, measure and export the encoder; not part of the installed package."""
