#!/bin/sh
# Pins requirements/*.txt from requirements/*.in, with hashes and without any index's address. For maintainers; needs uv.
set -eu
cd "$(dirname "$0")/.."
pin() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@"
}
pin requirements/base.in -o requirements/base.txt
pin requirements/embedded.in -o requirements/embedded.txt --no-deps  # only its binaries are used
pin requirements/dev.in -o requirements/dev.txt
pin requirements/linking.in -o requirements/linking.txt
pin requirements/splink.in -o requirements/splink.txt
pin requirements/spark.in -o requirements/spark.txt
pin requirements/benchmarks.in -o requirements/benchmarks.txt
pin requirements/splink4.in -o requirements/splink4.txt
pin requirements/uv.in -o requirements/uv.txt
! grep -nE 'https?://|file:' requirements/*.txt
