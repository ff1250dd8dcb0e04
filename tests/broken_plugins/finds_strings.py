"""Returns sentences where problems belong."""

from advocacy import hookimpl


@hookimpl
def check_campaign(campaign):
    return ["something is missing"]
