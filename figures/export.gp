# The channels of an export: load against displacement, current against voltage, or against time.
#@ need x displacement strain voltage time row
#@ need y load stress current resistance displacement
#@ group specimen
#@ thin
eval begin
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) using "x":"y" with lines ls g + 0 title GROUP[g + 0]
}
