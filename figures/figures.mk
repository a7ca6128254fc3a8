# Figures from raw exports, each by one pipe. Made to be copied into a folder with exports of your own:
#
#     make -f figures.mk               all figures, as SVG, PDF and PNG; only what changed is made anew
#     make -f figures.mk fig1c.pdf     one
#
# Below are the figures of the paper, each with what it is made from. Put yours in their place. Figures
# whose exports are not there are left out; if that leaves none, each export is drawn as it is.

data = .
programs =
options =

fig1c = $(data)/specimens-tc.tsv
fig1d = $(data)/specimens.tsv
fig2a = $(data)/specimens-dma-tension.tsv
fig2b = $(data)/specimens-dma-compression.tsv
damping = $(data)/specimens-dma-compression.tsv
fig4a = $(data)/specimens-coupled.tsv $(data)/coupled-tension-current.csv
fig4b = $(data)/specimens-coupled.tsv $(data)/coupled-compression-current.csv
figS2 = $(data)/specimens.tsv
figS4 = $(data)/specimens-dma-device.tsv
figS12 = $(data)/coupled-tension-iv.csv $(data)/coupled-compression-iv.csv
figS14b = $(data)/eels-tension.dm4 $(data)/eels-compression.dm4
figS14c = $(figS14b)
figS17 = $(data)/specimens-105nm.tsv
figS19 = $(data)/specimens-glass.tsv
tableS1 = $(data)/specimens-coupled.tsv

paper = fig1c fig1d fig2a fig2b damping fig4a fig4b figS2 figS4 figS12 figS14b figS14c figS17 figS19 tableS1
exports = $(wildcard $(data)/*.txt $(data)/*.csv)
have = $(strip $(foreach f,$(paper),$(if $(filter-out $(wildcard $($f)),$($f)),,$f)))
figures = $(or $(have),$(basename $(notdir $(exports))))

all: $(foreach f,$(figures),$f.svg $f.pdf $f.png) $(if $(filter tableS1,$(figures)),tableS1.txt)

# One specimen in tension, and what is left of it in compression; marked by what was found.
fig1c.tsv: $(fig1c)
	tcfit --specimens=$< --curve -o $@
fig1c-marks.tsv: $(fig1c)
	tcfit --specimens=$< -o $@
fig1c.svg fig1c.pdf fig1c.png: fig1c-marks.tsv

# Yield strength against size; tension gives lower bounds.
fig1d.tsv: $(fig1d)
	tcfit --specimens=$< -o $@

# Hysteresis loops at five frequencies: in tension, where the device is taken away, in compression,
# and of the device alone.
empty.tsv: $(figS4)
	dmaloss --specimens=$< -o $@
fig2a.tsv: $(fig2a) empty.tsv
	dmaloss --specimens=$< --device=empty.tsv --loop -o $@
fig2b.tsv: $(fig2b)
	dmaloss --specimens=$< --loop -o $@
figS4.tsv: $(figS4)
	dmaloss --specimens=$< --loop -o $@

# Damping against strain rate, in compression and in tension.
damping.tsv: $(damping)
	dmaloss --specimens=$< -o $@
damping-tension.tsv: $(fig2a) empty.tsv
	dmaloss --specimens=$< --device=empty.tsv -o $@
damping.svg damping.pdf damping.png: damping-tension.tsv

# Resistance under tension and under compression, measured and of geometry alone.
fig4a.tsv: $(fig4a)
	rgeom --specimens=$(fig4a) -o $@
fig4b.tsv: $(fig4b)
	rgeom --specimens=$(fig4b) -o $@

# Typical curves, tension beside compression.
figS2.tsv: $(figS2)
	tcfit --specimens=$< --curve -o $@
figS2.svg figS2.pdf figS2.png: options = --panels=mode

# Current against voltage at rest.
figS12.tsv: $(figS12)
	rgeom --fit-iv --curve $(figS12) -o $@

# Plasmon energies on both sides of a bent pillar, and the spectrum of one pixel of each.
figS14b.tsv: $(figS14b)
	eelsmap $(figS14b) -o $@
figS14c.tsv: $(figS14c)
	eelsmap --spectrum=4,4 $(word 1,$(figS14c)) -o $@
figS14c-compression.tsv: $(figS14c)
	eelsmap --spectrum=2,3 $(word 2,$(figS14c)) -o $@
figS14c.svg figS14c.pdf figS14c.png: figS14c-compression.tsv

# Engineering and true stress and strain of a pillar.
figS17.tsv: $(figS17)
	tcfit --specimens=$< --curve --true -o $@

# A metallic glass, nearly as strong in tension as in compression.
figS19.tsv: $(figS19)
	tcfit --specimens=$< -o $@

# How much of the change of resistance is resistivity.
tableS1.tsv: $(tableS1)
	rgeom --specimens=$< --summary -o $@
tableS1.txt: tableS1.tsv
	awk -F '\t' ' \
		BEGIN { print "specimen  state     strain (%)  R (Mohm)  geometry    change (%)  (ohm m)" } \
		/^#/ || $$1 == "specimen" { next } \
		{ printf "%-9s %-9s %10.1f %9.3f %9.3f %8.1f +- %.1f %9.2e\n", \
			$$1, $$2, 100 * $$3, $$4, $$5, 100 * $$6, 100 * $$7, $$9 }' $< > $@

# Streams are older than neither the exports nor, where they are given, the programs.
$(figures:=.tsv): $(exports) $(programs)

# The stream of an export, and the pictures of a stream.
%.tsv: $(data)/%.txt
	insitu-read -o $@ $<
%.tsv: $(data)/%.csv
	insitu-read -o $@ $<
%.svg: %.tsv
	insitu-plot $(options) -o $@ $^
%.pdf: %.tsv
	insitu-plot $(options) -o $@ $^
%.png: %.tsv
	insitu-plot $(options) -o $@ $^

.PHONY: all
.SECONDARY:
.DELETE_ON_ERROR:
