"""Confines this process to some folders, for the rest of its life, by the kernel: Linux's Landlock, which needs no
rights (kernels from 5.13 on, where it is not switched off).

What the kernel refuses nobody in the process can get round: no address that is put together at run time, no symbolic
link, no library that opens files in its own way.
"""

from __future__ import annotations

import ctypes
import os
import sys
import sysconfig
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["available", "confine", "machinery"]

# system calls have these numbers on every processor but Alpha
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_READ = _READ_FILE | _READ_FOLDER
# how many of the rights to files each version of Landlock knows, and the rights that a file by itself can have
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_LATEST_RIGHTS = 16
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_ALL_NETWORK = 3
_ALL_SCOPES = 3


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64)]


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("rights", ctypes.c_uint64), ("parent", ctypes.c_int32)]


@cache
def available() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    if sys.platform != "linux":
        return 0
    try:
        return max(0, _call(_CREATE, None, 0, _VERSION))
    except OSError:
        return 0


def confine(read: Iterable[Path], write: Iterable[Path] = ()) -> bool:
    """From now on this thread, and those that it begins, read only what lies in the files and folders `read`, and write
    only in the folders `write`, where they may read, too; TCP is closed. What is open stays open.

    Gives whether that holds: false where the kernel does not offer it. What does not exist is left out.
    """
    version = available()
    if not version:
        return False
    rights = (1 << _RIGHTS.get(version, _LATEST_RIGHTS)) - 1
    ruleset = _Ruleset(rights, _ALL_NETWORK if version >= 4 else 0, _ALL_SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    try:
        handle = _call(_CREATE, ctypes.byref(ruleset), size, 0)
    except OSError:
        return False
    try:
        for path in read:
            _allow(handle, path, _READ)
        for path in write:
            _allow(handle, path, rights & ~_EXECUTE)
        _prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _call(_RESTRICT, handle, 0)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def machinery() -> tuple[Path, ...]:
    """What Python itself must go on reading: its modules, the libraries that those need, Matbaa's own files."""
    from matbaa.resources import resource

    paths = sysconfig.get_paths()
    named = [*(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")), *filter(None, sys.path)]
    own = [Path(__file__).parent, *(resource(name) for name in ("xslt", "schema", "docs/findings"))]
    system = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/dev/null"]
    return tuple(dict.fromkeys([*own, *map(Path, named), *map(Path, system), Path("/dev/urandom")]))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError, PermissionError, NotADirectoryError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            allowed = rights if path.is_dir() else rights & _OF_FILES
            _call(_ADD, ruleset, _BENEATH, ctypes.byref(_Rule(allowed, handle)), 0)
        finally:
            os.close(handle)


def _call(number: int, *arguments: object) -> int:
    answer = int(_libc().syscall(ctypes.c_long(number), *arguments))
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer


def _prctl(*arguments: int) -> None:
    if _libc().prctl(*(ctypes.c_ulong(argument) for argument in arguments)):
        raise OSError(ctypes.get_errno(), "prctl")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
