"""`advocacy check`: what is missing or doubtful in each version of a campaign."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from advocacy.campaigns.file import read_campaign
from advocacy.cli.options import campaign_argument, resource_options, workshop_from
from advocacy.errors import Problem

__all__ = ["check"]


@click.command()
@campaign_argument
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@resource_options
def check(campaign: Path, *, as_json: bool, **options: Any) -> None:
    """Say what each version of a campaign still needs; exit 1 when one cannot be made."""
    workshop = workshop_from(options)
    content = read_campaign(campaign)
    findings = {tag: workshop.readiness(content, tag) for tag in content.languages}
    if as_json:
        click.echo(json.dumps(_data(findings), ensure_ascii=False, indent=2))
    else:
        click.echo(_sentences(findings))
    if any(not problem.warning for problems in findings.values() for problem in problems):
        sys.exit(1)


def _data(findings: dict[str, tuple[Problem, ...]]) -> dict[str, Any]:
    return {
        tag: {
            "ready": all(problem.warning for problem in problems),
            "problems": [
                {
                    "where": problem.where,
                    "message": str(problem.message),
                    "key": problem.message.key,
                    "warning": problem.warning,
                }
                for problem in problems
            ],
        }
        for tag, problems in findings.items()
    }


def _sentences(findings: dict[str, tuple[Problem, ...]]) -> str:
    lines: list[str] = []
    for tag, problems in findings.items():
        blocking = sum(not problem.warning for problem in problems)
        lines.append(f"{tag}: ready" if not blocking else f"{tag}: not ready")
        lines += [f"  {'note: ' if p.warning else ''}{p}" for p in problems]
    return "\n".join(lines)
