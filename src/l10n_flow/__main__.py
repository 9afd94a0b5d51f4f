"""`python -m l10n_flow`."""

from l10n_flow.cli import main

main()
