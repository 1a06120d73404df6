"""Find the passage that answers a question."""
