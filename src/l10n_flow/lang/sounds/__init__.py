"""What each language spells Arabic letters with."""
