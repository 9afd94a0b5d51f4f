"""Packages from an index, a folder or a file: got, checked, installed, removed, verified, made.

Only `network.py` opens connections, and only `index.py` calls it; import-linter holds both to that.
"""
