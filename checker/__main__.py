"""`seamproof` and `python -m checker`."""

import sys


def main() -> int:
    """Runs what the command line asks for; the exit code."""
    try:
        from checker.cli.main import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was there that could report it
        return 130


if __name__ == "__main__":
    sys.exit(main())
