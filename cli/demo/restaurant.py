"""The demo restaurant, set up over the API as an owner would; what is there already stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from uuid import UUID

from cli import logins
from cli.client import YAML, Client
from cli.errors import CliError, Exit
from cli.logins import Profile
from cli.transport import GivenToken
from server.wire.accounts import AcceptInviteRequest, LoginRequest, RegisterRequest, Tokens
from server.wire.restaurants import CreateRestaurantRequest, InviteRequest, Restaurant, Table

SLUG = "trattoria-sole"
NAME = "Trattoria Sole"
OWNER = "owner@trattoria-sole.example"
KITCHEN = "kitchen@trattoria-sole.example"
OWNER_PROFILE = "demo"
KITCHEN_PROFILE = "demo-kitchen"
TABLES = tuple(str(number) for number in range(1, 13))
SHOWN_TABLE = "5"


@dataclass(frozen=True)
class Demo:
    """What a visitor needs: the tables with their addresses; the logins are stored as profiles."""

    tables: Sequence[Table]

    @property
    def table(self) -> Table:
        """The table whose code is shown."""
        return next(table for table in self.tables if table.name == SHOWN_TABLE)


def set_up(server: str, password: str) -> Demo:
    """Make what is missing, and store a fresh login of the owner and of the kitchen.

    `password` is that of both accounts. Raises CliError.
    """
    tokens = _owner(server, password)
    owner = Client(server, GivenToken(tokens.access))
    restaurant = _restaurant(owner)
    _menu(owner, restaurant.id)
    demo = Demo(_tables(owner, restaurant.id))
    kitchen = _kitchen(owner, restaurant.id, server, password)
    owner.close()
    _store(OWNER_PROFILE, server, OWNER, tokens)
    _store(KITCHEN_PROFILE, server, KITCHEN, kitchen)
    return demo


def _owner(server: str, password: str) -> Tokens:
    client = Client(server, GivenToken(""))
    try:
        return client.login(LoginRequest(email=OWNER, password=password))
    except CliError as refused:
        if refused.exit_code != Exit.LOGIN:
            raise
    return client.register(
        RegisterRequest(email=OWNER, password=password, first_name="Sofia", last_name="Sole")
    )


def _restaurant(owner: Client) -> Restaurant:
    for restaurant in owner.restaurants():
        if restaurant.slug == SLUG:
            return restaurant
    return owner.create_restaurant(
        CreateRestaurantRequest(
            name=NAME, slug=SLUG, currency="USD", timezone="America/New_York", locale="en-US"
        )
    )


def _menu(owner: Client, restaurant: UUID) -> None:
    if not owner.categories(restaurant):
        document = files("server.demo").joinpath("trattoria.yaml").read_bytes()
        owner.replace_menu(restaurant, document, YAML)


def _tables(owner: Client, restaurant: UUID) -> list[Table]:
    there = {table.name for table in owner.tables(restaurant)}
    for name in TABLES:
        if name not in there:
            owner.add_table(restaurant, name)
    return owner.tables(restaurant)


def _kitchen(owner: Client, restaurant: UUID, server: str, password: str) -> Tokens:
    client = Client(server, GivenToken(""))
    members = {member.email: member for member in owner.staff(restaurant)}
    if KITCHEN in members and members[KITCHEN].status == "active":
        return client.login(LoginRequest(email=KITCHEN, password=password))
    invitation = owner.invite(restaurant, InviteRequest(email=KITCHEN, role="kitchen"))
    token = (invitation.invite_url or "").rpartition("/")[2]
    return client.accept_invite(
        AcceptInviteRequest(token=token, password=password, first_name="The", last_name="Kitchen")
    )


def _store(name: str, server: str, email: str, tokens: Tokens) -> None:
    logins.save(name, Profile(server, email, tokens.access, tokens.refresh, SLUG))
