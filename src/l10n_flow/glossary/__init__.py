"""The glossary: load, match, enforce, verify."""

from l10n_flow.glossary.load import load_glossary
from l10n_flow.glossary.match import Matcher
from l10n_flow.glossary.terms import Glossary, Target, Term

__all__ = ["Glossary", "Matcher", "Target", "Term", "load_glossary"]
