"""Let `python -m ocop.cli` stand for the `ocop` command."""

from ocop.cli.main import main

if __name__ == "__main__":
    main()
