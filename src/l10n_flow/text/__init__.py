"""Unicode, Arabic normalisation with offsets, numbers."""
