"""Ruleset 2: sections 7 to 10 of the specification."""
