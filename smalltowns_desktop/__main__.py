"""`python -m smalltowns_desktop`, and the `smalltowns` command."""

import sys

from smalltowns_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
