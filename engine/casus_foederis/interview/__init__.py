"""The interview: asks about a case only what can still matter, and makes a hypothetical of the answers."""
