"""Who works in a restaurant: inviting, changing roles, removing. Managers look after waiters and kitchen staff only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from server.accounts import password_link_store as links
from server.accounts import store as accounts
from server.accounts.access import Grant
from server.accounts.model import fingerprint, new_secret
from server.accounts.password_links import make_link
from server.audit.log import record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Forbidden, NotFound
from server.events.model import Event, MembershipChanged
from server.restaurants import staff_store as queries
from server.restaurants.model import INVITATION_LIFETIME, StaffMember
from server.wire.vocabulary import MANAGING, Role

UNCHANGED = "Nothing was changed."
NO_ACCOUNT = (
    "This e-mail has no account, and no new accounts are made on this server. Nobody was invited. "
    "Invite an e-mail that has an account, or ask whoever runs the server to allow accounts for those who are invited."
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The use cases of staff over a pool; `publish` tells the kitchen's sockets.

    `makes_accounts` says whether an invitation may make an account on this server.
    """

    pool: BasePool
    publish: Callable[[Event], None]
    makes_accounts: bool = True

    async def list_all(self, restaurant_id: UUID) -> list[StaffMember]:
        """Return everybody, invited ones too."""
        return await queries.list_staff(self.pool, restaurant_id)

    async def invite(self, grant: Grant, email: str, role: Role) -> tuple[StaffMember, str]:
        """Offer a place and return it with the invitation's token, which is not kept.

        An invitation that this e-mail has already is replaced. Conflict where the e-mail is a member's, or has no
        account and none may be made; Forbidden where a manager invites other than waiters and kitchen staff.
        """
        _require_power_over(grant, role)
        if not self.makes_accounts and await accounts.find_user_by_email(self.pool, email) is None:
            raise Conflict(NO_ACCOUNT)
        token, expires_at = new_secret(), datetime.now(UTC) + INVITATION_LIFETIME
        async with self.pool.acquire() as connection, connection.transaction():
            await queries.lock_staff(connection, grant.restaurant_id)
            before = await queries.find_member_by_email(connection, grant.restaurant_id, email)
            if before is not None:
                _require_invited(grant, before)
            await queries.upsert_invitation(
                connection, grant.restaurant_id, email, role, fingerprint(token), expires_at
            )
            member = await queries.find_member_by_email(connection, grant.restaurant_id, email)
            await record(connection, grant.restaurant_id, "staff.invited", email, after={"role": role})
        assert member is not None  # noqa: S101  stored by this transaction
        return member, token

    async def change_role(self, grant: Grant, staff_id: int, role: Role) -> StaffMember:
        """Give a member another role. Conflict for the last owner, Forbidden above the caller's power."""
        async with self.pool.acquire() as connection, connection.transaction():
            member = await self._lock_member(connection, grant, staff_id)
            _require_power_over(grant, role)
            if role != "owner":
                await _require_another_owner(connection, grant.restaurant_id, member)
            await queries.update_role(connection, grant.restaurant_id, staff_id, role)
            old, new = {"role": member.role}, {"role": role}
            await record(
                connection, grant.restaurant_id, "staff.role_changed", member.email, before=old, after=new
            )
        self.publish(MembershipChanged(grant.restaurant_id, member.user_id))
        return replace(member, role=role)

    async def remove(self, grant: Grant, staff_id: int) -> None:
        """Take a place away. Conflict for the last owner, Forbidden above the caller's power."""
        async with self.pool.acquire() as connection, connection.transaction():
            member = await self._lock_member(connection, grant, staff_id)
            await _require_another_owner(connection, grant.restaurant_id, member)
            await queries.delete_member(connection, grant.restaurant_id, staff_id)
            await record(
                connection, grant.restaurant_id, "staff.removed", member.email, before={"role": member.role}
            )
        self.publish(MembershipChanged(grant.restaurant_id, member.user_id))

    async def make_password_link(self, grant: Grant, staff_id: int) -> tuple[str, str]:
        """Return a member's e-mail and the token of a link to choose a new password.

        Conflict for who has no account yet, is an owner, or works elsewhere too: the link would open other doors than
        those of this restaurant.
        """
        async with self.pool.acquire() as connection, connection.transaction():
            member = await self._lock_member(connection, grant, staff_id)
            if member.user_id is None:
                raise Conflict(
                    f"{member.email} has not accepted the invitation yet: invite again. {UNCHANGED}"
                )
            if not member.has_password:
                raise Conflict(f"{member.email} is a kitchen display and has no password. {UNCHANGED}")
            if member.role == "owner" or await links.works_elsewhere(
                connection, member.user_id, grant.restaurant_id
            ):
                raise Conflict(
                    f"{member.email} is an owner or works elsewhere too, and you cannot speak for all of that: whoever "
                    f"runs the server can make a link, with `aiqr db password`. {UNCHANGED}"
                )
            token = await make_link(connection, member.user_id, restaurant_id=grant.restaurant_id)
            await record(connection, grant.restaurant_id, "staff.password_link", member.email)
        return member.email, token

    async def _lock_member(self, connection: Connection, grant: Grant, staff_id: int) -> StaffMember:
        await queries.lock_staff(connection, grant.restaurant_id)
        member = await queries.find_member(connection, grant.restaurant_id, staff_id)
        if member is None:
            raise NotFound
        _require_power_over(grant, member.role)
        return member


def _require_power_over(grant: Grant, role: Role) -> None:
    if grant.role != "owner" and role in MANAGING:
        raise Forbidden(
            "A manager looks after waiters and kitchen staff only: ask an owner. Nothing was changed."
        )


def _require_invited(grant: Grant, member: StaffMember) -> None:
    if member.user_id is not None:
        raise Conflict(f"{member.email} works here already, as {member.role}. Nothing was changed.")
    _require_power_over(grant, member.role)


async def _require_another_owner(connection: Connection, restaurant_id: UUID, member: StaffMember) -> None:
    if (
        member.role == "owner"
        and member.user_id
        and await queries.count_owners(connection, restaurant_id) == 1
    ):
        raise Conflict("The last owner cannot go: make somebody else an owner first. Nothing was changed.")
