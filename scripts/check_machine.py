"""Tells, before anything is installed, what this machine lacks. Needs nothing but Python itself.

durable-rules comes without wheels and is compiled on the spot, so a C compiler and Python's headers are
needed besides Python.
"""

import importlib.util
import shutil
import sys
import sysconfig
from pathlib import Path


def missing() -> str | None:
    """Say in one sentence which package is missing; ``None`` if everything is there."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        return (
            f"Python {version} is not supported: install 3.11, 3.12 or 3.13, and run make PYTHON=python3.12."
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return (
            f"Python's venv is missing: install the package python{version}-venv (on Debian: python3-venv)."
        )
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None and shutil.which("cc") is None and shutil.which("gcc") is None:
        return "A C compiler is missing: install the package gcc (and libc6-dev with it)."
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return (
            f"Python's headers are missing: install the package python{version}-dev (on Debian: python3-dev)."
        )
    return None


def main() -> int:
    """Print what is missing, if anything is, and say so by the exit code."""
    sentence = missing()
    if sentence is not None:
        print(sentence, file=sys.stderr)
    return 1 if sentence else 0


if __name__ == "__main__":
    sys.exit(main())
