"""Storms against a portal of its own, and what a bystander notices of them. See ../README.md."""
