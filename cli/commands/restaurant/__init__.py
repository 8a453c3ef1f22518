"""`aiqr restaurant`: a restaurant, its settings and its hours."""

import click

from cli.command import Group
from cli.commands.restaurant.create import create
from cli.commands.restaurant.delete import delete
from cli.commands.restaurant.edit import close_restaurant, edit, open_restaurant
from cli.commands.restaurant.hours import hours
from cli.commands.restaurant.list import list_restaurants
from cli.commands.restaurant.money import money
from cli.commands.restaurant.pause import pause, resume
from cli.commands.restaurant.show import show
from cli.commands.restaurant.throttle import throttle


@click.group(cls=Group)
def restaurant() -> None:
    """Create, show and change a restaurant, and say when it takes orders."""


for command in (
    create,
    list_restaurants,
    show,
    edit,
    open_restaurant,
    close_restaurant,
    money,
    delete,
    hours,
    pause,
    resume,
    throttle,
):
    restaurant.add_command(command)
