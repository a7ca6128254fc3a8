# A map a panel, side by side under one colour scale (cividis); pixels without an answer are white and
# crossed; where a filter took one away nothing is drawn.
#@ need x x_nm x_px
#@ need y y_nm y_px
#@ need z plasmon_energy
#@ also ok status
#@ also x_px x:px
#@ also y_px y:px
#@ grid x y x_px y_px
#@ group specimen
#@ panel each
#@ words status ok
ok(none) = !has("ok") || column("ok") == 1
good(z) = ok(0) ? z : NaN
seen(y) = good(column("z")) == column("z") ? y : NaN
bad(y) = has("ok") && column("ok") == 0 ? y : NaN
stats data using (good(column("z"))) nooutput name "Z"
# Where no pixel has an answer there is no range either.
if (!exists("Z_max")) {
	Z_min = NaN
	Z_max = NaN
}
set palette defined (0 "#00224e", 1 "#123570", 2 "#3b496c", 3 "#575d6d", 4 "#707173", \
	5 "#8a8678", 6 "#a59c74", 7 "#c3b369", 8 "#e1cc55", 9 "#fee838")
# A value on the colour bar, as many letters as it takes there.
letters = strlen(sprintf("%.4g", Z_max))
if (Z_max > Z_min) {
	set cbrange [Z_min:Z_max]
	set cbtics step(Z_max - Z_min)
	decimals = -floor(log10(step(Z_max - Z_min)) + 1e-9)
	letters = strlen(sprintf("%d", Z_max)) + (decimals > 0 ? 1 + decimals : 0)
}
if (Z_max == Z_min) { set cbtics (sprintf("%.4g", Z_max) Z_max) }
high = 1 - above - (title eq "" ? 0 : above)
set offsets 0, 0, 0, 0
if (text) {
	title = sprintf("%.4g (0) to %.4g (9): %s", Z_min, Z_max, label("z"))
	set offsets graph 0.07, graph 0.07, graph 0.07, graph 0.07
}
# Room for labels to the left, and for the colour bar with its labels to the right.
left = (text ? 8 : 34) / width
bar = 1 - (text ? 16 : 58 + 4.5 * (letters > 4 ? letters - 4 : 0)) / width
set multiplot layout 1,panels title title margins screen left, bar, under, high \
	spacing screen (text ? 4 : 10) / width
set colorbox user origin screen bar + (text ? 2 : 10) / width,under \
	size screen (text ? 2 : 9) / width,high - under
set cblabel label("z")
set size ratio -1
if (Z_max != Z_max) { unset colorbox }
unset key
set tics out nomirror
# Many readers blur an image in SVG, where one rectangle a pixel stays sharp; in a PNG these show gaps.
pixels = type eq "svg" ? "image pixels" : "image"
# Crosses shrink with the pixels.
cross = 0.8 * (X_records > 100 * panels ? 10 / sqrt(X_records / panels) : 1)
# In characters a pixel is a digit, from the least to the most.
scaled(z) = Z_max > Z_min ? 9.99 * (z - Z_min) / (Z_max - Z_min) : 0
digit(z) = z == z ? sprintf("%d", scaled(z)) : bad(0) == 0 ? "x" : " "
# gnuplot takes no single row of pixels for an image, so these are boxes; all sides of a pixel are alike.
# One pixel alone does not tell how large it is, so the axes tell only where it stands.
single = "set xrange [U_min - side / 2:U_max + side / 2]; set yrange [V_max + side / 2:V_min - side / 2]"
do for [p = 1:panels] {
	# As a microscope shows it, the first row of pixels stands on top.
	set xrange [*:*]
	set yrange [*:*] reverse
	set xtics autofreq
	set ytics autofreq
	stats data index p - 1 using "x" nooutput name "U"
	stats data index p - 1 using "y" nooutput name "V"
	side = U_records > 1 ? (U_max - U_min + V_max - V_min) / (U_records - 1) : 1.
	image = U_max > U_min && V_max > V_min
	if (!image) { eval single }
	if (U_min == U_max) { set xtics (U_min) }
	if (V_min == V_max) { set ytics (V_min) }
	if (p == 2) {
		unset colorbox
		unset ylabel
		set format y ""
	}
	set title PANEL[p]
	if (text) {
		plot data index p - 1 using "x":"y":(digit(good(column("z")))) with labels
	} else { if (image) {
		plot data index p - 1 using "x":"y":(good(column("z"))) with @pixels, \
			data index p - 1 using "x":(bad(column("y"))) \
				with points linecolor rgb "black" pointtype 2 pointsize cross * dot
	} else {
		plot data index p - 1 using "x":(seen(column("y"))):(side / 2):(side / 2):"z" \
				with boxxyerror fillstyle solid noborder linecolor palette, \
			data index p - 1 using "x":(bad(column("y"))) \
				with points linecolor rgb "black" pointtype 2 pointsize cross * dot
	} }
}
