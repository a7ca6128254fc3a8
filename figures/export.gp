# The channels of an export: load against displacement, current against voltage, or against time; of
# columns without names, the second against the first.
#@ need x displacement strain voltage time column_1 row
#@ need y load stress current resistance displacement column_2
#@ group specimen
#@ thin
eval begin
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) using "x":"y" with lines ls g + 0 title GROUP[g + 0]
}
