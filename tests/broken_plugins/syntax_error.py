"""Is no Python."""

def register_formats(:
