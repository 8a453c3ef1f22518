"""`aiqr menu approve`: drafts of translations become what diners read."""

import click

from cli import documents, menu_files, menu_plan, output, resolve, translating
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext, ngettext


@click.command(
    "approve",
    cls=Command,
    examples="""
    aiqr menu approve ko
    aiqr menu approve ko --yes
    """,
)
@click.argument("language")
@yes_option
def approve(language: str, *, yes: bool) -> None:
    """Show the drafts of a LANGUAGE that `aiqr menu translate` made, and let diners read them.

    A draft that is not good is better written anew: in `aiqr menu edit`, or in a file of `aiqr menu export
    --translations separate`.
    """
    if not menu_files.LANGUAGE.fullmatch(language):
        raise click.UsageError(gettext("Name a language such as ko or pt-BR."))
    client, found = connect(), resolve.current_restaurant()
    document = client.menu_document(found.id)
    count = translating.drafts(document, language)
    if not count:
        output.done(
            gettext("The menu of {name} has no drafts in {language}.").format(
                name=found.name, language=language
            )
        )
        return
    output.say(
        gettext("{counted} in {language}:").format(
            counted=ngettext("{count} draft", "{count} drafts", count).format(count=count), language=language
        )
    )
    content = documents.to_json(translating.approved(document, language))
    menu_plan.carry_out(client, found, content, documents.JSON, yes=yes)
