"""What writing assistants may ask of kawen while they write (Model Context Protocol)."""
