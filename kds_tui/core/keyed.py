"""What every action of a cook has."""

from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field


def new_key() -> str:
    """A key that no other action has."""
    return uuid4().hex


class Keyed(BaseModel):
    """An action that is known by its key: kept, sent, answered and withdrawn under it."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(default_factory=new_key)
