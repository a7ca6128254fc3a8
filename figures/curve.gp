# Stress against strain, a line for each specimen and mode; where there is a true curve, it is dashed
# beside it. With a stream of tests: a ring at the yield, on the elastic line moved by the offset, and a
# cross where fracture came first.
#@ need x strain true_strain
#@ need y stress true_stress
#@ also true_x true:x
#@ also true_y true:y
#@ also modulus modulus
#@ also toe toe_strain
#@ also offset offset
#@ also yield yield
#@ also bound yield_bound
#@ also break_x fracture_strain
#@ also break_y fracture_stress
#@ axis x toe offset break_x
#@ axis y modulus yield break_y
#@ group specimen mode
#@ kind mode tension compression
#@ words yield_bound = >= none
#@ thin
eval begin
both = has("true_x") && has("true_y")
first(g) = g == 1
name(g) = both && GROUP[g] eq "" ? "engineering" : GROUP[g]

# The marks of a series stand in its first row, and mean stress over strain only. The line's foot, and
# how far it goes to the yield.
marked = has("yield") && has("modulus") && unit("yield") eq unit("y") && \
	is("x", "strain") && is("y", "stress")
foot(none) = column("bound") == 1 ? column("toe") + column("offset") : NaN
reach(none) = column("yield") / column("modulus")
broken(none) = column("bound") == 2 ? column("break_x") : NaN
yields = 0
breaks = 0
count(bound) = (yields = yields + (bound == 1), breaks = breaks + (bound == 2), bound)
if (marked) { stats data using (count(column("bound"))) nooutput }
# One look through the data for each kind of mark, since gnuplot reads all that stands before an index again.
# The row of names is row 0 of every index but the first.
here(none) = PLACE[int(column(-2)) + 1] == panel && column(0) == (column(-2) > 0) ? 0 : NaN
marks = marked ? ', data every ::0::1 using (foot(0) + here(0)):(0):(reach(0)):"yield" \
		with vectors nohead linecolor rgb 0x808080 linewidth 0.6 dashtype 2 notitle, \
	data every ::0::1 using (foot(0) + reach(0) + here(0)):"yield" \
		with points linecolor rgb COLOUR[3] pointtype 6 pointsize 1.7 * dot \
		title yields > 0 ? "yield" : "", \
	data every ::0::1 using (broken(0) + here(0)):"break_y" \
		with points linecolor rgb COLOUR[3] pointtype 2 pointsize 1.5 * dot \
		title breaks > 0 ? "fracture" : ""' : ""
true = both ? ', for [g in MEMBERS[p]] data index (g - 1) using "true_x":"true_y" \
		with lines linecolor rgb COLOUR[3] dashtype 2 title first(g + 0) ? "true" : ""' : ""

do for [p = 1:panels] {
	panel = p
	eval next
	plot for [g in MEMBERS[p]] data index (g - 1) using "x":"y" \
			with lines ls g + 0 title name(g + 0) @true @marks
}
