"""A disk of a few megabytes in memory, that can be filled to the last byte and emptied again."""

import errno
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotMount(Exception):
    """This user, or this machine, may not mount anything."""


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """An empty one, where everybody may write; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kernteam-disk-"))
    options = f"size={megabytes}m,mode=1777"
    tried = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "kernteam", str(folder)], capture_output=True, text=True, check=False
    )
    if tried.returncode:
        folder.rmdir()
        raise CannotMount(tried.stderr.strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def can_mount() -> bool:
    try:
        with small_disk(1):
            return True
    except (CannotMount, OSError):
        return False


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Without room for one more byte, until the end."""
    filler = folder / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            for size in (1_000_000, 4096, 1):
                _write_until_full(file.write, bytes(size))
        yield
    finally:
        filler.unlink(missing_ok=True)


def _write_until_full(write: object, block: bytes) -> None:
    try:
        while write(block) == len(block):  # type: ignore[operator]
            pass
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
