"""Claims of no category."""
