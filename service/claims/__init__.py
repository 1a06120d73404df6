"""What an article claims, read sentence by sentence and compared with the fact base."""
