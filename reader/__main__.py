"""`python -m reader` is the command `reader`."""

from reader.cli import entry

if __name__ == "__main__":
    entry()
