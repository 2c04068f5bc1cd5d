"""What a reading process forbids itself: memory, processor time, writing files, the first place in the queue.

POSIX limits, or a Windows job.
"""

from __future__ import annotations

import contextlib
import os
import sys

from .limits import MEMORY

_BEHIND = 5  # steps of niceness behind the program that waits for the answers


def step_back() -> None:
    """The window and the review go first where processors are few; on Windows the program starts us that way."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(_BEHIND)


def limit_memory() -> None:
    """From now on this process cannot take more than MEMORY; what asks for more fails in it, not in the program."""
    if sys.platform == "win32":
        _enter_job()
        return
    import resource

    # Where a system does not know a limit (macOS and address space), the others and the time limit remain.
    for name, value in (("RLIMIT_AS", MEMORY), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            limit = getattr(resource, name)
            hard = resource.getrlimit(limit)[1]
            bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (bound, bound))


def limit_processor(seconds: float) -> None:
    """The next file may take this much processor time, even where nobody is left to end this process."""
    if sys.platform != "win32":
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            bound = int(usage.ru_utime + usage.ru_stime + seconds) + 3
            resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))


def peak_memory() -> int:
    """The most bytes this process itself ever held; 0 where the system does not tell.

    On Linux `ru_maxrss` starts at what the starting program held, so a child of a big program would always
    look big; the kernel's own high-water mark starts anew with the child.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def _enter_job() -> None:
    """Put this process into a job object of its own with a memory limit; its handle lives as long as it does."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    process_memory, die_on_exception, kill_on_close, extended_limits = 0x100, 0x400, 0x2000, 9
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    limits = Extended()
    limits.basic.flags = process_memory | die_on_exception | kill_on_close
    limits.process_memory = MEMORY
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, extended_limits, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
