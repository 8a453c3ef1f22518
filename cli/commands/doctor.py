"""`aiqr doctor`: everything that can be wrong with a server on this machine."""

import asyncio
import os
from typing import TYPE_CHECKING

import click

from cli import output
from cli.command import Command
from cli.errors import CliError
from cli.texts import gettext

if TYPE_CHECKING:
    from server.process.doctor.machine import Finding

SIGNS = {
    "good": click.style("✓", fg="green"),
    "note": click.style("!", fg="yellow"),
    "bad": click.style("✗", fg="red"),
}


@click.command(cls=Command, examples="aiqr doctor\naiqr doctor --json")
def doctor() -> None:
    """Look at settings, database, Redis, model, payments, clock, port and disk, and say what to do about each finding.

    Changes nothing. The exit code is 1 where something keeps a server from working.
    """
    findings = asyncio.run(_examine())
    if output.wants_json():
        output.print_json([vars(finding) for finding in findings])
    else:
        for finding in findings:
            _print(finding)
    bad = sum(finding.grade == "bad" for finding in findings)
    if bad:
        raise CliError(
            gettext("{bad} of {count} checks found something that must be put right.").format(
                bad=bad, count=len(findings)
            )
        )
    output.done(gettext("Nothing is in the way of a server here."))


def _print(finding: "Finding") -> None:
    click.echo(f"{SIGNS[finding.grade]} {finding.subject}: {finding.text}")
    if finding.todo:
        click.echo(f"    → {finding.todo}")


async def _examine() -> "list[Finding]":
    from server.process.configuration import read_settings  # noqa: PLC0415
    from server.process.doctor import machine, payments, services  # noqa: PLC0415  # needs the extra `server`
    from server.process.plan import SettingsError  # noqa: PLC0415

    findings = machine.check_names(os.environ)
    try:
        settings = read_settings()
    except SettingsError as error:
        wrong = [machine.Finding("settings", "bad", f"{problem}.") for problem in error.problems]
        return [*findings, *wrong]
    findings += [
        machine.check_secret_key(settings),
        machine.check_public_url(settings),
        machine.check_port(settings),
        machine.check_disk(settings),
        machine.check_files(),
    ]
    for check in (
        services.check_database,
        services.check_redis,
        services.check_model,
        payments.check_payments,
    ):
        findings += await check(settings)
    return findings
