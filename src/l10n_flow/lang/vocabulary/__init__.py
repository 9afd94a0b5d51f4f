"""The words of news that checks compare: numbers, months, weekdays, currencies, percent; one file a language."""
