#!/usr/bin/env bash
# Does in an empty folder what docs/your-own-project.md says, block by block: shell blocks are run, others written to the file named above them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
AFTM=$(dirname "$here")
export AFTM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk '
    /^`[^`]+`:$/ { file = $0; gsub(/^`|`:$/, "", file); next }
    /^```sh$/ { block = "run"; next }
    /^```[a-z]+$/ && file != "" {
        block = "write"
        printf "mkdir -p \"$(dirname \"%s\")\"\ncat > \"%s\" <<\"END OF FILE\"\n", file, file
        next
    }
    /^```$/ {
        if (block == "write") { print "END OF FILE" }
        block = ""
        file = ""
        next
    }
    block != "" { print }
' "$here/your-own-project.md" > "$work/steps.sh"
mkdir "$work/empty"
cd "$work/empty"
bash -euo pipefail "$work/steps.sh"
echo "The project of docs/your-own-project.md has been made, and is green."
