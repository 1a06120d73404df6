"""One file per output format: `render(findings, texts)` yields lines; the file's name is the format's."""
