"""One file per engine; the file's name is the engine's."""
