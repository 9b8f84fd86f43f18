"""Words and pictures: pages built from results, and renderers for them. No law is computed here."""
