"""Nights that are killed: at named points, at any moment, at any system call; and disks that fail.

    python -m tests.kills [NUMBER]        kill -9, a thousand times unless told otherwise
    python -m tests.kills.disk            every write, flush, rename and unlink fails once

The program knows nothing of it: points.py wraps functions of a process that is going to be killed.
"""
