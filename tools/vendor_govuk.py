"""
Brings the styles and the script of the GOV.UK Design System into the project. For maintainers; needs npm.

A service outside GOV.UK uses the design system without its typeface, crest and crown, so these are taken out. Keep the
version the same as that of the macros in requirements/base.in.
"""

import re
from pathlib import Path

from npm_packages import fetch, write

NAME, VERSION = "govuk-frontend", "6.3.0"
INTEGRITY = "sha512-cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA=="
FOLDER = Path(__file__).resolve().parent.parent / "src/sharewell/web/static/vendor/govuk"

FONT_FACE = re.compile(r"(?:/\*![^*]*\*/)?@font-face\{[^}]*\}")
CREST_WHERE_SUPPORTED = re.compile(r"@supports \([^{]*\)\{\.govuk-footer__copyright-logo:before\{[^}]*\}\}")
CREST = re.compile(r"\.govuk-footer__(?:copyright-logo|crown)[^{},]*\{[^}]*\}")
TYPEFACE = re.compile(r"GDS Transport,\s*arial,\s*sans-serif")
SOURCE_MAP = re.compile(r"(?:/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+)\s*$")

LICENCE = """\
The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def without_the_crown(css: str) -> str:
    """Take out the typeface, the crest and the crown; stop if anything of them is left."""
    css = FONT_FACE.sub("", css)
    css = CREST_WHERE_SUPPORTED.sub("", css)
    css = CREST.sub("", css)
    css = TYPEFACE.sub("Arial,Helvetica,sans-serif", css)
    css = SOURCE_MAP.sub("", css).rstrip() + "\n"
    for word in ("Transport", "font-face", "crest", "crown", "url(", "sourceMappingURL"):
        if word in css:
            raise SystemExit(f"The styles still say {word!r}: look at what changed in {NAME} {VERSION}.")
    return css


def main() -> None:
    """Fetch, check, clean and write."""
    package = fetch(NAME, VERSION, INTEGRITY)
    script = package["dist/govuk/govuk-frontend.min.js"].decode()
    files = {
        "govuk-frontend.min.css": without_the_crown(package["dist/govuk/govuk-frontend.min.css"].decode()).encode(),
        "govuk-frontend.min.js": (SOURCE_MAP.sub("", script).rstrip() + "\n").encode(),
        "LICENCE.txt": LICENCE.encode(),
    }
    write(FOLDER, files, name=NAME, version=VERSION, integrity=INTEGRITY, licence="MIT")


if __name__ == "__main__":
    main()
