"""Judge articles: rules find problems, the runner turns them into findings."""
