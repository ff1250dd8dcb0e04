"""The desk in the browser: pages that need no script and no other machine."""

from advocacy.web.app import create_app, create_hosted_app

__all__ = ["create_app", "create_hosted_app"]
