"""Fetching a package from npm and checking it, for the scripts that bring a few of its files into the project."""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path


def fetch(name: str, version: str, integrity: str) -> dict[str, bytes]:
    """Give a package's files by their path inside it; stops unless it is, byte for byte, the one named."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.PIPE)
        (packed,) = Path(folder).glob("*.tgz")
        digest = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        if digest != integrity:
            raise SystemExit(f"{name} {version} is not the package that was reviewed: it has {digest}.")
        with tarfile.open(packed) as package:
            return {
                member.name.removeprefix("package/"): package.extractfile(member).read()  # type: ignore[union-attr]
                for member in package.getmembers()
                if member.isfile()
            }


def write(folder: Path, files: dict[str, bytes], *, name: str, version: str, integrity: str, licence: str) -> None:
    """Write the files, and beside them what they are and what they must stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    note = {
        "name": name,
        "version": version,
        "licence": licence,
        "integrity": integrity,
        "sha256": {file: hashlib.sha256(content).hexdigest() for file, content in sorted(files.items())},
    }
    (folder / "VENDOR.json").write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    print(f"{name} {version}: {', '.join(sorted(files))} in {folder}")
