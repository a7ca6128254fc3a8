/* colormap - colours for numbers that keep their order for every eye and in grey print. */
#ifndef INSITU_COLORMAP_H
#define INSITU_COLORMAP_H

enum ins_colormap { INS_VIRIDIS, INS_CIVIDIS, INS_GRAY };

/* The colour of LEVEL (0 to 1; beyond them their own). Every fifth entry of the published tables,
 * and straight lines between them, which stay within 1 (viridis) and 4 (cividis) of 255.
 * Sources: viridis by N. Smith, S. van der Walt and E. Firing (bids.github.io/colormap, CC0);
 * cividis by J. Nunez, C. Anderton and R. Renslow, PLoS ONE 13 (2018) e0199239. */
void ins_colormap_rgb(enum ins_colormap colormap, double level, unsigned char rgb[3]);

/* A colour that is in none of them, for what has no number. */
extern const unsigned char ins_colormap_missing[3];

/* Find "viridis", "cividis" or "gray"; 0 where it is none of them. */
int ins_colormap_by_name(const char *name, enum ins_colormap *colormap);

#endif
