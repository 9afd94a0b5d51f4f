"""The review page: a local web page on which people accept, edit and flag drafts. Needs the extra `review`."""
