"""Catalogs: gettext PO files and their life cycle."""

from l10n_flow.catalog.accept import Accepted, Conflict, Edit, accept_edits
from l10n_flow.catalog.compiled import compile_catalog
from l10n_flow.catalog.keys import Key, unit_id, unit_keys
from l10n_flow.catalog.paths import catalog_path, template_path
from l10n_flow.catalog.read import read_catalog
from l10n_flow.catalog.revise import Revision, RevisionCounts, revise_catalog
from l10n_flow.catalog.state import DOUBTFUL, CatalogEntry, count_states, fingerprint, list_entries, plain, state_of
from l10n_flow.catalog.translator import last_translator, person
from l10n_flow.catalog.update import update_catalog, write_template

__all__ = [
    "DOUBTFUL",
    "Accepted",
    "CatalogEntry",
    "Conflict",
    "Edit",
    "Key",
    "Revision",
    "RevisionCounts",
    "accept_edits",
    "catalog_path",
    "compile_catalog",
    "count_states",
    "fingerprint",
    "last_translator",
    "list_entries",
    "person",
    "plain",
    "read_catalog",
    "revise_catalog",
    "state_of",
    "template_path",
    "unit_id",
    "unit_keys",
    "update_catalog",
    "write_template",
]
