"""Who passed the words on: agency, outlet, publisher."""
