"""What readers tell and what operators hand out, in one SQLite file: feedback, counts, the query log, tokens."""
