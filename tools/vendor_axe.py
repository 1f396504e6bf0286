"""Brings the accessibility engine axe-core into the tests. For maintainers; needs npm."""

from pathlib import Path

from npm_packages import fetch, write

NAME, VERSION = "axe-core", "4.14.1"
INTEGRITY = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
FOLDER = Path(__file__).resolve().parent.parent / "tests/vendor/axe"


def main() -> None:
    """Fetch, check and write."""
    package = fetch(NAME, VERSION, INTEGRITY)
    files = {
        "axe.min.js": package["axe.min.js"],
        "LICENCE.txt": package["LICENSE"],
        "LICENCE-3RD-PARTY.txt": package["LICENSE-3RD-PARTY.txt"],
    }
    write(FOLDER, files, name=NAME, version=VERSION, integrity=INTEGRITY, licence="MPL-2.0")


if __name__ == "__main__":
    main()
