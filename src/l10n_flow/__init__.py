"""Arabic news to reviewed English, Turkish and Kazakh, offline."""

__version__ = "0.1.0"
