"""How the server is run: its settings made whole, its processes, its database."""
