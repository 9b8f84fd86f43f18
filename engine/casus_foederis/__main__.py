"""``python -m casus_foederis`` is ``casus``."""

import sys

from casus_foederis.cli import main

sys.exit(main())
