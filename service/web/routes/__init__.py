"""One file per endpoint: a Blueprint named `bp`; the module's docstring is its contract line."""
