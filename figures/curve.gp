# Stress against strain, a line for each specimen and mode; where there is a true curve, it is dashed
# beside it.
#@ need x strain true_strain
#@ need y stress true_stress
#@ also true_x true_strain
#@ also true_y true_stress
#@ group specimen mode
#@ kind mode tension compression
#@ thin
eval begin
both = has("true_x") && has("true_y") && label("x") ne label("true_x")
first(g) = both && g == 1
name(g) = both && GROUP[g] eq "" ? "engineering" : GROUP[g]
do for [p = 1:panels] {
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) using "x":"y" \
			with lines ls g + 0 title name(g + 0), \
		for [g in MEMBERS[p]] data index (g - 1) using "true_x":"true_y" \
			with lines linecolor rgb COLOUR[3] dashtype 2 title first(g + 0) ? "true" : ""
}
