"""The desk in the browser: pages that need no script, no account and no other machine."""

from advocacy.web.app import create_app

__all__ = ["create_app"]
