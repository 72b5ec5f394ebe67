"""Tocsin: conflict early warning from news, with receipts."""

__version__ = "0.1.0"
