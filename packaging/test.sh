#!/bin/sh
# Checks everything: style, types, the arrows between rooms, then unit, window (offscreen) and real-part tests.
# usage: sh packaging/test.sh [--setup-only | arguments of pytest]; ends with pytest's summary.
cd "$(dirname "$0")/.." || exit 1
. packaging/setup.sh
set_up || exit 1
if [ "${1:-}" = --setup-only ]; then
    say "运行环境已就绪。"
    exit 0
fi
export PYTHONUTF8=1 QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
failed=""

check() {
    name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed="$failed $name"
}

check ruff .venv/bin/python -m ruff check .
check format .venv/bin/python -m ruff format --check --quiet .
check mypy .venv/bin/python -m mypy
check import-linter .venv/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
[ -z "$failed" ] || printf '== 未通过：%s（测试照常进行）\n' "$failed"

# One process a core, at most four; a file's tests stay together.
workers=$(nproc 2>/dev/null || echo 1)
[ "$workers" -le 4 ] || workers=4
printf '== pytest\n'
if [ "$workers" -gt 1 ] && [ $# -eq 0 ]; then
    set -- -n "$workers" --dist loadfile
fi
.venv/bin/python -m pytest "$@"
status=$?
if [ -n "$failed" ]; then
    say "未通过的检查：$failed"
    exit 1
fi
exit $status
