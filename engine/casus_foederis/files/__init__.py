"""From files to a checked library: text, then shape, then whether everything fits together."""
