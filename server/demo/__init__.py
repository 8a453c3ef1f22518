"""A restaurant to play with: its menu, its people, and diners who order in words."""
