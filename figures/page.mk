# What this project adds to figures.mk: the paper's numbers beside ours, and one page that shows it all.

here := $(dir $(lastword $(MAKEFILE_LIST)))

page: all index.html
include $(here)figures.mk

fig1c-ratio.tsv: fig1c-marks.tsv
	tcfit --ratio $< -o $@

paper.tsv: $(here)paper.awk $(here)printed.tsv $(figures:=.tsv) fig1c-ratio.tsv
	awk -f $(here)paper.awk $(here)printed.tsv > $@

index.html: $(here)page.awk $(here)captions.tsv paper.tsv $(figures:=.svg)
	awk -f $(here)page.awk $(here)captions.tsv > $@

.PHONY: page
