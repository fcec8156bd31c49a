#!/usr/bin/env bash
# Checks the native simulated exchange with compiler warnings, sanitizers and, if installed, valgrind. Builds the Windows
# libraries if MinGW is installed. Arguments: ticks and orders for the sanitizers (default 1,000,000 and 100,000); valgrind runs
# a tenth of them.
set -euo pipefail
ticks=${1:-1000000} orders=${2:-100000}
here=$(cd "$(dirname "$0")" && pwd)
native="$here/../../main/native"
sources=("$native/exchange_layout.c" "$native"/simulator/*.c)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c11 -D_POSIX_C_SOURCE=200809L -g -Wall -Wextra -Werror -pthread)

cc "${flags[@]}" -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
    -o "$work/sanitized" "$here/exchange_driver.c" "${sources[@]}"
echo "AddressSanitizer and UBSan: $("$work/sanitized" "$ticks" "$orders" "$work/ledger-1")"

cc "${flags[@]}" -O1 -fsanitize=thread -o "$work/threads" "$here/exchange_driver.c" "${sources[@]}"
echo "ThreadSanitizer: $("$work/threads" $((ticks / 10)) $((orders / 10)) "$work/ledger-2")"

if command -v valgrind >/dev/null; then
    cc "${flags[@]}" -O1 -o "$work/plain" "$here/exchange_driver.c" "${sources[@]}"
    echo "valgrind: $(valgrind --quiet --leak-check=full --error-exitcode=1 \
        "$work/plain" $((ticks / 10)) $((orders / 10)) "$work/ledger-3")"
fi
if command -v x86_64-w64-mingw32-gcc >/dev/null; then
    x86_64-w64-mingw32-gcc "${flags[@]}" -O2 -shared -static -o "$work/aftm_exchange_simulator.dll" "${sources[@]}"
    echo "MinGW: the library for Windows was built, $(stat -c %s "$work/aftm_exchange_simulator.dll") bytes."
    x86_64-w64-mingw32-gcc "${flags[@]}" -O2 -shared -static -o "$work/aftm_exchange_dotnet.dll" \
        "$native/exchange_layout.c" "$native/dotnet/exchange_dotnet.c" "$native/dotnet/boot_clr.c"
    echo "MinGW: the .NET library for Windows was built, $(stat -c %s "$work/aftm_exchange_dotnet.dll") bytes; it is not run here."
fi
