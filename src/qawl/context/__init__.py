"""Fuller statements: addressee, channel, time and place."""
