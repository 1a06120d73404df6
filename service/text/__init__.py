"""Pure text: folding, cutting, Markdown. Reads no file, knows no clock."""
