# What this project adds to figures.mk: the paper's numbers beside ours, and one page that shows it all.

here := $(dir $(lastword $(MAKEFILE_LIST)))

page: all index.html
include $(here)figures.mk

fig1c-ratio.tsv: fig1c-marks.tsv
	tcfit --ratio $< -o $@

figS14b-regions.tsv: figS14b.tsv
	eelsmap --regions $< -o $@

# The paper compares the highest pixel of one side with the mean of the other.
figS14b-ratio.tsv: figS14b-regions.tsv
	awk -F '\t' '/^#/ { next } $$1 == "region" { for (i = 1; i <= NF; i++) at[$$i] = i; next } \
		$$1 ~ /tension/ { mean = $$(at["mean_eV"]) } $$1 ~ /compression/ { most = $$(at["max_eV"]) } \
		END { print "density_ratio"; print (most / mean) ^ 2 }' $< > $@

numbers = $(figures:=.tsv) fig1c-ratio.tsv figS14b-regions.tsv figS14b-ratio.tsv
paper.tsv: $(here)paper.awk $(here)printed.tsv $(numbers)
	awk -f $(here)paper.awk $(here)printed.tsv > $@

index.html: $(here)page.awk $(here)captions.tsv paper.tsv $(figures:=.svg)
	awk -f $(here)page.awk $(here)captions.tsv > $@

.PHONY: page
