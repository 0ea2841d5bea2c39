"""The storms, in the order in which they come: each file adds its own to raid.STORMS."""

from . import records, passwords, budgets, connections  # noqa: F401
