"""Catalogs: gettext PO files and their life cycle."""

from l10n_flow.catalog.paths import catalog_path, template_path
from l10n_flow.catalog.read import read_catalog
from l10n_flow.catalog.revise import Revision, RevisionCounts, revise_catalog
from l10n_flow.catalog.state import CatalogEntry, count_states, list_entries, plain, state_of
from l10n_flow.catalog.update import update_catalog, write_template

__all__ = [
    "CatalogEntry",
    "Revision",
    "RevisionCounts",
    "catalog_path",
    "count_states",
    "list_entries",
    "plain",
    "read_catalog",
    "revise_catalog",
    "state_of",
    "template_path",
    "update_catalog",
    "write_template",
]
