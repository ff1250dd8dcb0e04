"""Language: wording, grammar and conventions of each language, all of it read from data."""
