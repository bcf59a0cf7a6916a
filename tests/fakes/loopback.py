"""What a test of a connection asks for: sockets to this machine, never beyond."""

import pytest

HOST = "127.0.0.1"
loopback = pytest.mark.allow_hosts([HOST])
