"""Fixtures that all tests share."""

pytest_plugins = ["tests.fixtures.postgres", "tests.fixtures.redis"]
