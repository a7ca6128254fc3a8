#!/bin/sh
# No result depends on language, time zone or date: nothing in the programs asks for them.
command -v nm > /dev/null || { echo "skipped: nm is not installed" >&2; exit 77; }
failures=0
for file in "$top_builddir"/libinsitu.a "$top_builddir"/tools/*.o; do
	asked=$(nm -u "$file" | grep -oE ' (setlocale|newlocale|uselocale|nl_langinfo|localtime|localtime_r|gmtime|gmtime_r|strftime|mktime|tzset|time|gettimeofday|ctime|asctime|rand|random|drand48)$' | sort -u | tr -d '\n')
	[ -z "$asked" ] || {
		echo "$file asks for$asked" >&2
		failures=$((failures + 1))
	}
done
exit $((failures > 0))
