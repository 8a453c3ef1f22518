"""Webhooks: other programs are told what happens to orders and dishes."""
