"""One file per attribute claims can be about; the file's name is the attribute's, with underscores for hyphens and dots."""
