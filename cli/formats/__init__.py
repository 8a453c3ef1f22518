"""Menus as other programs write them: into our document, and out of it."""
