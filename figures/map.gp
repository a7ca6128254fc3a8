# A map a panel, side by side under one colour scale (cividis); pixels without an answer are crossed.
#@ need x x_nm x_px
#@ need y y_nm y_px
#@ need z plasmon_energy
#@ also ok status
#@ group specimen
#@ panel each
#@ words status ok
good(z, ok) = has("ok") && ok != 1 ? NaN : z
bad(y, ok) = has("ok") && ok != 1 ? y : NaN
stats data using (good(column("z"), column("ok"))) nooutput name "Z"
set palette defined (0 "#00224e", 1 "#123570", 2 "#3b496c", 3 "#575d6d", 4 "#707173", \
	5 "#8a8678", 6 "#a59c74", 7 "#c3b369", 8 "#e1cc55", 9 "#fee838")
if (Z_max > Z_min) { set cbrange [Z_min:Z_max] }
high = 1 - above - (title eq "" ? 0 : above)
set offsets 0, 0, 0, 0
if (text) {
	title = sprintf("%.4g (0) to %.4g (9): %s", Z_min, Z_max, label("z"))
	set offsets graph 0.07, graph 0.07, graph 0.07, graph 0.07
}
set multiplot layout 1,panels title title margins screen 0.11, 0.84, under, high spacing screen 0.03
set colorbox user origin screen 0.87,under size screen 0.025,high - under
set cblabel label("z")
set size ratio -1
unset key
set tics out nomirror
# Many readers blur an image in SVG, where one rectangle a pixel stays sharp; in a PNG these show gaps.
pixels = type eq "svg" ? "image pixels" : "image"
# In characters a pixel is a digit, from the least to the most.
digit(z) = Z_max > Z_min && z == z ? sprintf("%d", 9.99 * (z - Z_min) / (Z_max - Z_min)) : "x"
do for [p = 1:panels] {
	if (p == 2) {
		unset colorbox
		unset ylabel
		set format y ""
	}
	set title PANEL[p]
	if (text) {
		plot data index p - 1 using "x":"y":(digit(good(column("z"), column("ok")))) with labels
	} else {
		plot data index p - 1 using "x":"y":(good(column("z"), column("ok"))) with @pixels, \
			data index p - 1 using "x":(bad(column("y"), column("ok"))) \
				with points linecolor rgb "black" pointtype 2 pointsize 0.8 * dot
	}
}
