"""The arrangement: from blocks to places on pages."""
