"""Runs llama.cpp's own HTTP server with the tiny model, until its standard input ends.

Usage: python -m tests.parsing.language_model.llama_server MODEL PORT
"""

import sys

import xllamacpp


def main() -> None:
    """Serve, and say so on standard output."""
    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.hostnames = ["127.0.0.1"]
    params.port = int(sys.argv[2])
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = (
        1  # more of them would wait for each other
    )
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
