/* colormap - colours for numbers that keep their order for every eye and in grey print. */
#include "data/colormap.h"

#include <stddef.h>
#include <string.h>

enum { KNOTS = 52 };

static const unsigned viridis[KNOTS] = {0x440154, 0x46085c, 0x471063, 0x481769, 0x481d6f, 0x482475,
	0x472a7a, 0x46307e, 0x453781, 0x433d84, 0x414287, 0x3f4889, 0x3d4e8a, 0x3a538b, 0x38598c,
	0x355e8d, 0x33638d, 0x31688e, 0x2e6d8e, 0x2c718e, 0x2a768e, 0x297b8e, 0x27808e, 0x25848e,
	0x23898e, 0x218e8d, 0x20928c, 0x1f978b, 0x1e9c89, 0x1fa188, 0x21a585, 0x24aa83, 0x28ae80,
	0x2eb37c, 0x35b779, 0x3dbc74, 0x46c06f, 0x50c46a, 0x5ac864, 0x65cb5e, 0x70cf57, 0x7cd250,
	0x89d548, 0x95d840, 0xa2da37, 0xb0dd2f, 0xbddf26, 0xcae11f, 0xd8e219, 0xe5e419, 0xf1e51d,
	0xfde725};

static const unsigned cividis[KNOTS] = {0x00224e, 0x002656, 0x002a5f, 0x002d68, 0x003070, 0x083370,
	0x163770, 0x203a6f, 0x273e6e, 0x2e416d, 0x34456c, 0x3a486c, 0x3f4c6c, 0x444f6c, 0x49536c,
	0x4e566c, 0x535a6d, 0x575d6d, 0x5c616e, 0x60646f, 0x656870, 0x696b71, 0x6d6f72, 0x727274,
	0x767676, 0x7a7a78, 0x7e7d78, 0x838179, 0x888578, 0x8d8878, 0x928c78, 0x969077, 0x9b9476,
	0xa09875, 0xa59c74, 0xaaa073, 0xafa471, 0xb5a86f, 0xbaac6d, 0xbfb06b, 0xc4b468, 0xc9b965,
	0xcfbd62, 0xd4c15f, 0xdac65b, 0xdfca57, 0xe5cf52, 0xead34c, 0xf0d846, 0xf6dd3f, 0xfce236,
	0xfee838};

const unsigned char ins_colormap_missing[3] = {0xd6, 0x27, 0x28};

static double part(unsigned rgb, int shift)
{
	return (double)(rgb >> shift & 0xff);
}

void ins_colormap_rgb(enum ins_colormap colormap, double level, unsigned char rgb[3])
{
	const unsigned *knot = colormap == INS_VIRIDIS ? viridis : cividis;
	double at;
	size_t below;

	level = level < 0 ? 0 : level > 1 ? 1 : level;
	if (colormap == INS_GRAY) {
		memset(rgb, (int)(255 * level + 0.5), 3);
		return;
	}
	at = level * (KNOTS - 1);
	below = at < KNOTS - 2 ? (size_t)at : KNOTS - 2;
	at -= (double)below;
	for (int i = 0; i < 3; i++) {
		double a = part(knot[below], 16 - 8 * i), b = part(knot[below + 1], 16 - 8 * i);

		rgb[i] = (unsigned char)(a + (b - a) * at + 0.5);
	}
}

int ins_colormap_by_name(const char *name, enum ins_colormap *colormap)
{
	static const char *const names[] = {
		[INS_VIRIDIS] = "viridis", [INS_CIVIDIS] = "cividis", [INS_GRAY] = "gray"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(name, names[i])) {
			*colormap = (enum ins_colormap)i;
			return 1;
		}
	return 0;
}
