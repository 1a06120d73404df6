"""One file per output format: `render(run)` yields lines; the file's name is the format's."""
