"""The command line: `digest --help`."""

from digest.cli.app import main

__all__ = ["main"]
