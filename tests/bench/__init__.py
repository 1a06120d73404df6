"""Measurements, never asserts: `make bench` prints them for this machine, peers in the same run."""
