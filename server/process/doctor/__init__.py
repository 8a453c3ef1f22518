"""What `aiqr doctor` looks at: this machine, and the programs that the server needs."""
