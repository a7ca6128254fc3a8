# Synthetic streams, one of each kind that insitu-plot draws: awk -v kind=curve -f streams.awk
# Nothing in them was measured; the shapes are those of such tests.

function head(names)
{
	print "#insitu 1"
	print "#@ kind", kind
	gsub(/ /, OFS, names)
	print names
}

function curve(i, e)
{
	head("specimen mode strain stress_GPa")
	for (i = 0; i <= 60; i++)
		print "tc", "tension", i / 1000, 0.11 * i
	for (i = 0; i <= 180; i++) {
		e = i / 1000
		print "tc", "compression", e, 4.6 * (1 - exp(-20 * e))
	}
}

function tests(i)
{
	head("specimen mode diameter_nm yield_GPa yield_se_GPa yield_bound")
	for (i = 1; i <= 6; i++)
		print "t" i, "tension", 110 + 11 * i, 6.2 + i % 3 / 5, 0.2, ">="
	for (i = 1; i <= 8; i++)
		print "c" i, "compression", 108 + 9 * i, 4.3 + i % 4 / 8, 0.06, "="
	print "c9", "compression", 150, "nan", "nan", "none"
}

function ratio()
{
	head("tension_GPa compression_GPa ratio ratio_lo ratio_hi ratio_bound method")
	print 6.5, 4.5, 1.44, 1.38, 1.5, ">=", "geometric-welch"
	print 6.5, 4.5, 1.45, 1.37, 1.53, ">=", "fieller"
	print 6.5, 4.5, 1.42, "nan", "nan", "=", "paired"
}

function dynamic(i, k, p, tri, f, d, rate)
{
	split("0.5 2 5 10 20", f, " ")
	split("0.009 0.044 0.105 0.098 0.162", d, " ")
	split("0.05 0.2 0.51 0.95 1.82", rate, " ")
	head(kind == "moduli" ? "specimen frequency_Hz damping damping_se strain_rate_per_s" :
		kind == "loop" ? "specimen frequency_Hz phase strain stress_GPa" :
		"specimen frequency_Hz cycle damping damping_se")
	for (k = 1; k <= 5; k++) {
		if (kind == "moduli")
			print "run" k, f[k], d[k], 0.004, rate[k]
		for (i = 2; i <= 10 && kind == "cycles"; i++)
			print "run", f[k], i, d[k] + i % 3 / 1000, 0.003
		for (i = 0; i <= 100 && kind == "loop"; i++) {
			p = i / 100
			tri = p < 0.5 ? 4 * p - 1 : 3 - 4 * p
			print "run", f[k], p, 0.025 * (1 + tri), 2 + 2 * tri + 2 * d[k] * sin(2 * 3.14159 * p)
		}
	}
}

function resistance(i, x, g)
{
	head("time_s strain resistance_Mohm geometric_Mohm resistivity_ratio")
	for (i = 0; i <= 60; i++) {
		x = -(i < 40 ? i / 40 * 0.148 : 0.148 - (i - 40) / 20 * 0.098)
		g = 0.342 * (1 + x) * (1 + x)
		print i / 2, x, g * (1 + 1.7 * x), g, 1 + 1.7 * x
	}
}

function resistivity()
{
	head("specimen state resistivity_change resistivity_change_se")
	print "pillar", "rest", 0, 0
	print "pillar", "extreme", -0.251, 0.009
	print "pillar", "unloaded", -0.18, 0.009
	print "tensile", "rest", 0, 0
	print "tensile", "extreme", -0.012, 0.01
	print "tensile", "unloaded", 0.02, 0.01
}

function iv(i, k, c)
{
	head("specimen voltage_V current_nA fit_nA")
	for (k = 0; k < 2; k++)
		for (i = -20; i <= 20; i++) {
			c = i / 200 / (k ? 0.342 : 0.152) * 1000 + 1
			print k ? "compression" : "tension", i / 200, c + (i * i) % 7 - 3, c
		}
}

function map(k, x, y)
{
	head("specimen x_px y_px x_nm y_nm plasmon_energy_eV status")
	for (k = 0; k < 2; k++)
		for (y = 0; y < 10; y++)
			for (x = 0; x < 10; x++)
				print k ? "compression" : "tension", x, y, 0.65 * x, 0.65 * y,
					16.9 + (x * y) % 5 / 40 + k * 2 / (1 + (x - 6) ^ 2 + (y - 3) ^ 2),
					x == 2 && y == k + 5 ? "low-counts" : "ok"
}

function regions()
{
	head("region pixels mean_eV median_eV sd_eV max_eV noise_max_eV")
	print "tension", 100, 16.9, 16.9, 0.05, 17, 17.02
	print "compression", 100, 17.5, 17.4, 0.45, 19.2, 17.6
}

function spectrum(i, k, e, c, p)
{
	head("specimen energy_eV counts zero_loss_fit plasmon_fit")
	for (k = 0; k < 2; k++)
		for (i = 0; i < 350; i++) {
			e = -5 + i / 10
			c = k ? 19.2 : 16.9
			p = 1500 * exp(-(e - c) ^ 2 / 18) + 60
			z = e * e < 100 ? 20000 * exp(-e * e / 0.5) : 0
			print k ? "compression" : "tension", e, int(z + p), e * e < 2 ? z + 60 : "nan",
				(e - c) ^ 2 < 9 ? p : "nan"
		}
}

function export(i)
{
	head("time_s displacement_nm load_uN")
	for (i = 0; i <= 100; i++)
		print i / 10, i / 5, i / 3 + sin(i / 7)
}

BEGIN {
	OFS = "\t"
	if (kind == "curve") curve()
	if (kind == "tests") tests()
	if (kind == "ratio") ratio()
	if (kind == "moduli" || kind == "loop" || kind == "cycles") dynamic()
	if (kind == "resistance") resistance()
	if (kind == "resistivity") resistivity()
	if (kind == "iv") iv()
	if (kind == "map") map()
	if (kind == "regions") regions()
	if (kind == "spectrum") spectrum()
	if (kind == "export") export()
}
