#!/usr/bin/env python3
"""The desk's command line; starts or adopts the embedded servers for the commands that need them."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    from django.core.management import execute_from_command_line

    from factcheck import embedded

    embedded.ensure_for(sys.argv)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
