"""One Hypothesis profile for all: no deadlines; the same examples in every run of CI, new ones at home."""

import os

from hypothesis import settings

settings.register_profile("kawen", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("kawen")
