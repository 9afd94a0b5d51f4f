"""Reports for people and programs: one file a report."""
