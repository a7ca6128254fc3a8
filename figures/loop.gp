# Hysteresis loops, one a frequency, from dark to light, dashed where more than one specimen or mode has it; each is
# shifted so that all can be seen.
#@ need x strain displacement
#@ need y stress load
#@ group specimen mode frequency
#@ thin
eval begin
# The loops of a panel stand a quarter to half of the widest loop apart.
widest = 0.
do for [g = 1:groups] {
	stats data index g - 1 using "x" nooutput name "L"
	if (L_max - L_min > widest) { widest = L_max - L_min }
}
apart = groups > panels && widest > 0 ? step(1.5 * widest) : 0
if (apart > 0) { set xlabel sprintf("%s, loops %g apart", label("x"), apart) }
do for [p = 1:panels] {
	eval next
	n = words(MEMBERS[p])
	if (widest > 0) { set xtics step(widest + apart * (n - 1)) }
	plot for [i = 1:n] data index (word(MEMBERS[p], i) - 1) using (column("x") + (i - 1) * apart):"y" \
		with lines linecolor rgb ramp(word(MEMBERS[p], i) + 0) dashtype dash(word(MEMBERS[p], i) + 0) \
		title GROUP[word(MEMBERS[p], i) + 0]
}
