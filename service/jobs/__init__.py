"""The three jobs, where linting meets search: lint articles, rebuild the index, ask."""
