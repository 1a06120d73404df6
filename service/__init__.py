"""kawen (卡问): Chinese-aware FAQ search and claim checker for articles on travel SIM cards."""

__version__ = "0.1.0"
