"""The command line: one module a command; parse, call, print."""

from tocsin.cli.main import main

__all__ = ["main"]
