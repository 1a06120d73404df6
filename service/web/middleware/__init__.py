"""What every request and answer passes: one file each with `install(app)`, found by the app factory."""
