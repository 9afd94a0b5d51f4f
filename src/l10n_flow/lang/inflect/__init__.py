"""Suffixes of proper names: Turkish, Kazakh, English."""
