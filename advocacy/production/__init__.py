"""Production: documents become files, one at a time or as a pack."""
