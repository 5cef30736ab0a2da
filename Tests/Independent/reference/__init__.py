"""Revshare's figures and documents, computed again from docs/specification.md alone."""
