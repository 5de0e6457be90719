#!/usr/bin/env bash
# What every CI does before it publishes: build → check → sign → prove that a bad site is refused → ask whether this one is.
# It publishes nothing. docs/operators.md says how to use it.
#
#   BANSAC_SITE_URL      where the site will be (required)
#   BANSAC_AS_OF         the instant of the build; without it, now: news that waits for its hour comes out with the next run
#   BANSAC_COMMIT        the commit that is built; without it, what Git says
#   BANSAC_SIGNING_KEY   the secret key of the manifest; without it, the site is not signed
#   BANSAC_FIRST_PUBLISH 1 as long as nothing answers at the address
#   BANSAC_BUILD_ARGS    options of the build, such as --compress for a server that sends compressed copies as they lie
#   BANSAC               the command; without it, that of .venv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

: "${BANSAC_SITE_URL:?https://…/}"
bansac="${BANSAC:-.venv/bin/bansac}"
BANSAC_AS_OF="${BANSAC_AS_OF:-$(date -u +%Y-%m-%dT%H:%M:%SZ)}"
BANSAC_COMMIT="${BANSAC_COMMIT:-$(git rev-parse HEAD)}"
export BANSAC_SITE_URL BANSAC_AS_OF BANSAC_COMMIT

# shellcheck disable=SC2086  # several options
$bansac build ${BANSAC_BUILD_ARGS:-}
$bansac check
if [[ -n ${BANSAC_SIGNING_KEY:-} ]]; then $bansac sign; fi

# A gate that cannot fail is no gate: the same site with one byte more must be refused.
rm -rf build/refused
mkdir -p build/refused
cp -RL site/. build/refused/
cp build/built/site.json build/built/refused.json
printf ' ' >>build/refused/index.html
if $bansac publish --check --site build/refused >/dev/null 2>&1; then
    echo 'Một trang bị sửa không bị từ chối · A changed site was not refused' >&2
    exit 1
fi
rm -rf build/refused build/built/refused.json

# Addresses that are served now must not be lost. Before the first publish there is no list of them.
served=()
code="$(curl --silent --show-error --location --max-time 60 --output build/served.json --write-out '%{http_code}' \
    "${BANSAC_SITE_URL%/}/.well-known/bansac-manifest.json" || true)"
case "$code" in
200) served=(--served build/served.json) ;;
404 | 410) echo 'Chưa có trang nào được phục vụ · Nothing is served yet' ;;
*)
    if [[ ${BANSAC_FIRST_PUBLISH:-} != 1 ]]; then
        echo "Không đọc được trang đang phục vụ ($code); lần đầu: BANSAC_FIRST_PUBLISH=1 · What is served cannot be read; first time: BANSAC_FIRST_PUBLISH=1" >&2
        exit 1
    fi
    ;;
esac
$bansac publish --check ${served[@]+"${served[@]}"}
