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
widest = strlen(sprintf("%.4g", Z_max))
if (Z_max > Z_min) {
	set cbrange [Z_min:Z_max]
	set cbtics step(Z_max - Z_min)
	widest = letters(Z_max, step(Z_max - Z_min))
}
if (Z_max == Z_min) { set cbtics (sprintf("%.4g", Z_max) Z_max) }
high = 1 - above - (title eq "" ? 0 : above)
set offsets 0, 0, 0, 0
if (text) {
	title = sprintf("%.4g (0) to %.4g (9): %s", Z_min, Z_max, label("z"))
	set offsets graph 0.07, graph 0.07, graph 0.07, graph 0.07
}
# The most letters of the number of a tic between two ends, and what that needs beyond one.
longer(a, b) = strlen(sprintf("%d", a)) > strlen(sprintf("%d", b)) ? a : b
count(lo, hi) = hi > lo ? letters(longer(lo, hi), step(hi - lo)) : strlen(sprintf("%.4g", hi))
letter = text ? 1 : 4.9
more(count) = letter * (count - 1)
# Maps of one extent share the numbers at the left, others have their own; TALL is the most letters of these.
extent = ""
own = 0
tall = 1
do for [p = 1:panels] {
	stats data index p - 1 using "x" nooutput name "U"
	stats data index p - 1 using "y" nooutput name "V"
	before = extent
	extent = sprintf("%.8g %.8g %.8g %.8g %d", U_min, U_max, V_min, V_max, U_records)
	if (p > 1 && extent ne before) { own = 1 }
	if (count(V_min, V_max) > tall) { tall = count(V_min, V_max) }
}
# Room for labels to the left, and for the colour bar with its labels to the right.
left = ((text ? 8 : 34) + more(tall)) / width
bar = 1 - (text ? 16 : 58 + 4.5 * (widest > 4 ? widest - 4 : 0)) / width
gap = ((text ? 4 : 10) + more(count(X_min, X_max)) / 2 + own * letter * (tall + 1)) / width
set multiplot layout 1,panels title title margins screen left, bar, under, high spacing screen gap
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
# In characters a pixel is a digit, from the least to the most. gnuplot leaves a word empty that touches
# a number which is none, so the status is asked first.
scaled(z) = Z_max > Z_min ? 9.99 * (z - Z_min) / (Z_max - Z_min) : 0
digit(none) = bad(0) == 0 ? "x" : sprintf("%d", scaled(column("z")))
# gnuplot takes no single row of pixels for an image, so these are boxes; all sides of a pixel are alike.
# One pixel alone does not tell how large it is, so the axes tell only where it stands.
single = "set xrange [U_min - side / 2:U_max + side / 2]; set yrange [V_max + side / 2:V_min - side / 2]"
# Of a panel, the points that one unit of its axes takes; letters are twice as high as wide. On the
# smallest page nothing is left.
most(a, b) = a > b ? a : b
least(a, b) = a < b ? a : b
across = most(1, (bar - left - gap * (panels - 1)) * width / panels)
down = most(1, (high - under) * height * (text ? 2 : 1))
points(x, y) = least(across / x, down / y)
# Tics stand so far apart that each number has its ROOM in points; where that leaves less than two, they
# stand at the ends, or at the beginning only.
pair(lo, hi) = letter * (strlen(sprintf("%.4g%.4g", lo, hi)) / 2. + 1)
ends(lo, hi, room) = (hi - lo) * scale < least(room, pair(lo, hi)) ? \
	sprintf("(%.10g)", lo) : sprintf("(%.10g, %.10g)", lo, hi)
apart(s, room) = s * scale < room ? apart(wider(s), room) : s
several(lo, hi, s) = floor(hi / s) > ceil(lo / s)
tics(lo, hi, room) = hi > lo && several(lo, hi, apart(step(hi - lo), room)) ? \
	sprintf("%.10g", apart(step(hi - lo), room)) : ends(lo, hi, room)
do for [p = 1:panels] {
	# As a microscope shows it, the first row of pixels stands on top.
	set xrange [*:*]
	set yrange [*:*] reverse
	set xtics autofreq
	set ytics autofreq
	stats data index p - 1 using "x" nooutput name "U"
	stats data index p - 1 using "y" nooutput name "V"
	# The length of a pixel, by how many there are.
	span = U_max - U_min + V_max - V_min
	area = (U_max - U_min) * (V_max - V_min)
	n = U_records - 1
	side = n > 0 ? (span + sqrt(span ** 2 + 4 * area * n)) / (2. * n) : 1.
	scale = points(U_max - U_min + side, V_max - V_min + side)
	image = U_max > U_min && V_max > V_min
	if (!image) { eval single }
	eval "set xtics ".tics(U_min, U_max, letter * (count(U_min, U_max) + 1))
	eval "set ytics ".tics(V_min, V_max, 2 * letter)
	if (p == 2) {
		unset colorbox
		unset ylabel
		if (!own) { set format y "" }
	}
	# A long title in the middle of a narrow map would leave the page.
	over = (strlen(PANEL[p]) * letter - (U_max - U_min + side) * scale) / 2 - left * width
	set title PANEL[p] offset screen (over > 0 ? over / width : 0),0
	if (text) {
		plot data index p - 1 using "x":"y":(digit(0)) with labels
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
