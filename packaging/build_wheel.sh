#!/bin/sh
# Builds dist/greenplan_desktop-VERSION-py3-none-any.whl from the checkout.
# usage: sh packaging/build_wheel.sh
cd "$(dirname "$0")/.." || exit 1
. packaging/setup.sh
set_up || exit 1
.venv/bin/python -m hatchling build -t wheel -d dist
