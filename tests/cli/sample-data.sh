#!/bin/sh
# The sample data in the tree are, byte for byte, what the generator makes; none is left over.
set -eu

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
LC_ALL=de_DE.UTF-8 "$top_builddir/sample-data/generate" "$made"

status=0
for file in "$made"/* "$top_srcdir"/sample-data/*; do
	name=${file##*/}
	case $name in
	README | *.[ch]) continue ;;
	esac
	if ! cmp "$made/$name" "$top_srcdir/sample-data/$name"; then
		echo "sample-data/$name differs from what the generator makes"
		status=1
	fi
done
exit $status
