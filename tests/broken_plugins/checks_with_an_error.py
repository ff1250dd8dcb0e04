"""Raises while it looks at a campaign."""

from advocacy import hookimpl


@hookimpl
def check_campaign(campaign, language):
    return 1 / 0
