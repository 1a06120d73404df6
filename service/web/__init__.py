"""The HTTP side: pages for readers, an interface for programs."""
