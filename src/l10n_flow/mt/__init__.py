"""Offline machine translation over Argos packages."""
