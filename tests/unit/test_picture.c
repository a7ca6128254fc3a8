/* Pictures: types by name, whole or cut, and what is mended. */
#include "unit.h"

#include "face/picture.h"

static void knows_types_by_name(void)
{
	CU_ASSERT_EQUAL(ins_picture_type_of("svg"), INS_PICTURE_SVG);
	CU_ASSERT_EQUAL(ins_picture_type_of("a.b/fig.PDF"), INS_PICTURE_PDF);
	CU_ASSERT_EQUAL(ins_picture_type_of("fig.1.png"), INS_PICTURE_PNG);
	CU_ASSERT_EQUAL(ins_picture_type_of("fig.tiff"), INS_PICTURE_NONE);
	CU_ASSERT_EQUAL(ins_picture_type_of("folder.svg/fig"), INS_PICTURE_NONE);
	SAME(ins_picture_type_name(INS_PICTURE_TEXT), "text");
}

/* Mend the N bytes; the status, and the picture in OUT. */
static int mend(struct ins_text *out, enum ins_picture_type type, const char *bytes, size_t n)
{
	struct ins_picture_frame frame = {84, 63, "a <b> & \"c\"", "tool: x\ninput: <y>"};

	out->size = 0;
	if (ins_text_put(out, bytes, n, NULL))
		return -1;
	return ins_picture_mend(out, type, &frame, NULL);
}

static void gives_svg_its_size_title_and_fonts(void)
{
	static const char svg[] =
		"<svg \n width=\"238\" height=\"178\"\n viewBox=\"0 0 238 178\"\n>\n"
		"<title>Gnuplot</title><desc>Produced</desc><g font-family=\"DejaVu Sans\" "
		"font-size=\"7\"/>"
		"<g font-family=\"DejaVu Sans\"/></svg>\n\n";
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_SVG, svg, sizeof svg - 1), INS_OK);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(out.data, "\n width=\"84mm\" height=\"63mm\"\n viewBox=\"0 0 238 178\""));
	CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "<title>a &lt;b&gt; &amp; \"c\"</title>"));
	CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "<desc>tool: x\ninput: &lt;y&gt;</desc>"));
	CU_ASSERT_PTR_NULL(strstr(out.data, "font-family=\"DejaVu Sans\""));
	ins_text_free(&out);
}

/* What another gnuplot may leave out is not put in. */
static void leaves_alone_what_is_not_there(void)
{
	static const char svg[] = "<svg><g/></svg>", pdf[] = "%PDF\nendobj\n%%EOF\n";
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_SVG, svg, sizeof svg - 1), INS_OK);
	CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "<g/></svg>"));
	CU_ASSERT_PTR_NULL(strstr(out.data, "&lt;b&gt;"));
	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_PDF, pdf, sizeof pdf - 1), INS_OK);
	CU_ASSERT_EQUAL(out.size, sizeof pdf - 1);
	CU_ASSERT_EQUAL(memcmp(out.data, pdf, out.size), 0);
	ins_text_free(&out);
}

static void takes_the_date_out_of_pdf(void)
{
	static const char pdf[] = "%PDF\n   /CreationDate (D:20261122113555Z)\nendobj\n%%EOF\n";
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_PDF, pdf, sizeof pdf - 1), INS_OK);
	CU_ASSERT_EQUAL(out.size, sizeof pdf - 1);
	CU_ASSERT_PTR_NULL(strstr(out.data, "2026"));
	CU_ASSERT_PTR_NOT_NULL(strstr(out.data, " \nendobj"));
	ins_text_free(&out);
}

static void tells_png_its_dots_an_inch(void)
{
	unsigned char png[33 + 12] = {0x89, 'P', 'N', 'G'};
	static const unsigned char end[12] = {
		0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
	struct ins_text out = {0};

	memcpy(png + 33, end, sizeof end);
	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_PNG, (const char *)png, sizeof png), INS_OK);
	CU_ASSERT_EQUAL(out.size, sizeof png + 21);
	CU_ASSERT_EQUAL(memcmp(out.data + 37, "pHYs", 4), 0);
	ins_text_free(&out);
}

static void refuses_what_is_cut(void)
{
	static const char whole[] = "<svg></svg>";
	struct ins_text out = {0};

	for (size_t n = 0; n + 1 < sizeof whole; n++)
		CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_SVG, whole, n), INS_EOUTPUT);
	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_PDF, "%PDF\n%%EO", 9), INS_EOUTPUT);
	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_PNG, whole, sizeof whole - 1), INS_EOUTPUT);
	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_TEXT, "", 0), INS_EOUTPUT);
	ins_text_free(&out);
}

static void trims_text(void)
{
	static const char text[] = "\f   \n  a  \n b\n  \n\n";
	struct ins_text out = {0};

	CU_ASSERT_EQUAL(mend(&out, INS_PICTURE_TEXT, text, sizeof text - 1), INS_OK);
	SAME(out.data, "  a\n b\n");
	ins_text_free(&out);
}

int main(void)
{
	static const struct unit_test tests[] = {{"knows types by name", knows_types_by_name},
		{"gives SVG its size, title and fonts", gives_svg_its_size_title_and_fonts},
		{"leaves alone what is not there", leaves_alone_what_is_not_there},
		{"takes the date out of PDF", takes_the_date_out_of_pdf},
		{"tells PNG its dots an inch", tells_png_its_dots_an_inch},
		{"refuses what is cut", refuses_what_is_cut}, {"trims text", trims_text},
		{NULL, NULL}};
	return unit_main("picture", tests);
}
