"""Cannot be imported under this name."""
