"""Tests against the real machine: other processes, small disks, LibreOffice."""
