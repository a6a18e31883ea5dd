#!/bin/sh
# Fuzzes each target for a moment: under libFuzzer where cargo-fuzz and a nightly compiler are
# there, else by replaying made-up inputs on the compiler at hand. Says which.
set -eu
cd "$(dirname "$0")"
if command -v cargo-fuzz >/dev/null 2>&1 && cargo +nightly --version >/dev/null 2>&1; then
    echo "libFuzzer, 20,000 runs or 30 seconds a target"
    cd ..
    for target in tree random names literals; do
        cargo +nightly fuzz run "$target" -- -runs=20000 -max_total_time=30
    done
else
    echo "no cargo-fuzz with a nightly compiler: replaying 20,000 inputs a target"
    cargo run --release --no-default-features --bin replay -- 20000
fi
