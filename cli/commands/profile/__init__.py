"""`aiqr profile`: stored logins at several servers, or as several people."""

import click

from cli import logins, output
from cli.command import Group, complete
from cli.errors import CliError, Exit


@click.group(cls=Group)
def profile() -> None:
    """Several servers or accounts, each under a name.

    `aiqr login --profile NAME --server URL` makes one; `--profile NAME` on any command, or the variable
    AIQR_PROFILE, uses one just once.
    """


@profile.command("list", examples="aiqr profile list")
def list_profiles() -> None:
    """List the stored logins."""
    profiles = logins.load()
    if output.wants_json():
        output.print_json(
            [
                {"name": n, "current": n == profiles.current, "server": p.server, "email": p.email,
                 "restaurant": p.restaurant, "logged_in": bool(p.refresh)}
                for n, p in profiles.by_name.items()
            ]
        )  # fmt: skip
        return
    output.print_table(
        ("", "profile", "server", "user", "restaurant", ""),
        [
            ("●" if n == profiles.current else "", n, p.server, p.email, p.restaurant,
             "" if p.refresh else "logged out")
            for n, p in profiles.by_name.items()
        ],
    )  # fmt: skip


@profile.command("use", examples="aiqr profile use work")
@click.argument("name", shell_complete=complete("profiles"))
def use_profile(name: str) -> None:
    """Use the login NAME from now on."""
    with logins.changing() as profiles:
        _require(profiles, name)
        profiles.current = name
    output.done(f"From now on as {profiles.get(name).email} at {profiles.get(name).server}.")


@profile.command("remove", examples="aiqr profile remove work")
@click.argument("name", shell_complete=complete("profiles"))
def remove_profile(name: str) -> None:
    """Forget the login NAME on this machine; `aiqr logout --profile NAME` ends it on the server first."""
    with logins.changing() as profiles:
        _require(profiles, name)
        del profiles.by_name[name]
        if profiles.current == name:
            profiles.current = next(iter(profiles.by_name), logins.DEFAULT_PROFILE)
    output.done(f"The login {name!r} is forgotten here.")


def _require(profiles: logins.Profiles, name: str) -> None:
    if name not in profiles.by_name:
        raise CliError(
            f"There is no profile {name!r}.",
            unchanged="Nothing was changed.",
            details=tuple(profiles.by_name),
            todo=f"Make it with `aiqr login --profile {name} --server URL`.",
            code=Exit.NOT_FOUND,
        )
