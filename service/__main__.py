"""`python -m service` opens the same door as the script `kawen`."""

from service.commands import main

main()
