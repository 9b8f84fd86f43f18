"""The pages: each reads what is asked from its address, and says what is to be shown."""
