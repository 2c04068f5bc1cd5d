"""The register of units: its table, its dialogs."""
