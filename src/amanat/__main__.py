"""`python -m amanat` is `amanat`."""

from amanat.config.cli import run

if __name__ == "__main__":
    run()
