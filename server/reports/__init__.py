"""Figures of a restaurant, and what its diners said that was not understood."""
