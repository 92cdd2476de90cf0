"""Page to article: decode, extract, and read what the page says about itself."""
