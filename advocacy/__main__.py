"""`python -m advocacy` is the command line."""

from advocacy.cli import main

if __name__ == "__main__":
    main()
