"""Become PostgreSQL: change the user, ask to be stopped when the parent dies, and execute the program.

Run as a script with `python -I -S`, and then only with the standard library:
    exec_postgres.py PARENT_PID UID GID PROGRAM [ARGUMENT …]     (UID "-" keeps the user)
It is a program of its own and not a `preexec_fn` because a fork of a process with threads is not safe.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Do what the arguments say; does not return."""
    parent, uid, gid, *command = sys.argv[1:]
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit("The parent has ended.")
    os.execv(command[0], command)  # noqa: S606  # no shell is wanted


if __name__ == "__main__":
    main()
