#!/usr/bin/env python3
"""The checkout's door to the commands; installed, it is the script `kawen`."""

from service.commands import main

if __name__ == "__main__":
    main()
