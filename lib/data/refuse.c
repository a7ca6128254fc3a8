/* refuse - files that are no text table at all, told by what they are. */
#include "data/refuse.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

struct kind {
	const char *magic;
	size_t size, at;
	const char *what;
};

#define MAGIC(bytes, at) (bytes), sizeof(bytes) - 1, (at)

static const struct kind kinds[] = {
	{MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0),
		"is an OLE2 document (.xls, .doc or a method file); export the record as text"},
	{MAGIC("PK\3\4", 0), "is a ZIP archive (or .xlsx, .ods); unpack it, or export as text"},
	{MAGIC("PK\5\6", 0), "is an empty ZIP archive"},
	{MAGIC("\x1f\x8b", 0), "is compressed with gzip; unpack it first: gunzip"},
	{MAGIC("BZh", 0), "is compressed with bzip2; unpack it first: bunzip2"},
	{MAGIC("\xfd"
	       "7zXZ",
		 0),
		"is compressed with xz; unpack it first: unxz"},
	{MAGIC("\x28\xb5\x2f\xfd", 0), "is compressed with zstd; unpack it first: unzstd"},
	{MAGIC("Rar!\x1a\7", 0), "is a RAR archive; unpack it first"},
	{MAGIC("7z\xbc\xaf\x27\x1c", 0), "is a 7-Zip archive; unpack it first"},
	{MAGIC("version https://git-lfs.github.com/spec/", 0),
		"is a Git-LFS pointer, not the record itself; fetch it: git lfs pull"},
	{MAGIC("\0\5\x16\7", 0), "is an AppleDouble file (a '._' companion of the record)"},
	{MAGIC("\0\5\x16\0", 0), "is an AppleSingle file"},
	{MAGIC("%PDF-", 0), "is a PDF document; export the record as text"},
	{MAGIC("{\\rtf", 0), "is an RTF document; export the record as text"},
	{MAGIC("\x89PNG", 0), "is a PNG picture"},
	{MAGIC("\xff\xd8\xff", 0), "is a JPEG picture"},
	{MAGIC("GIF8", 0), "is a GIF picture"},
	{MAGIC("II*\0", 0), "is a TIFF picture"},
	{MAGIC("MM\0*", 0), "is a TIFF picture"},
	{MAGIC("\x89HDF\r\n\x1a\n", 0), "is an HDF5 file; export the record as text"},
	{MAGIC("\x93NUMPY", 0), "is a NumPy array; eelsmap reads those that hold spectra"},
	{MAGIC("MATLAB 5.0", 0), "is a MATLAB file; export the record as text"},
	{MAGIC("MATLAB 7.3", 0), "is a MATLAB file; export the record as text"},
	{MAGIC("SQLite format 3", 0), "is an SQLite database; export the record as text"},
	{MAGIC("PAR1", 0), "is a Parquet file; export the record as text"},
	{MAGIC("TDSm", 0), "is a TDMS file; export the record as text"},
	{MAGIC("\0\0\0\3", 0), "is a DM3 file (spectra or images); eelsmap reads it"},
	{MAGIC("\0\0\0\4", 0), "is a DM4 file (spectra or images); eelsmap reads it"},
};

static bool is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether the text begins with WORD, behind a byte order mark and blanks, whatever the case. */
static bool begins(const unsigned char *bytes, size_t n, const char *word)
{
	size_t i = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < n && is_blank(bytes[i]))
		i++;
	for (; *word; word++, i++)
		if (i == n || (bytes[i] | 0x20) != (*word | 0x20))
			return false;
	return true;
}

/* An object, or a list of objects. */
static bool is_json(const unsigned char *bytes, size_t n)
{
	char open[3] = "";
	size_t length = 0;

	for (size_t i = 0; i < n && length < 2; i++)
		if (!is_blank(bytes[i]))
			open[length++] = (char)bytes[i];
	return strcmp(open, "{\"") == 0 || strcmp(open, "[{") == 0;
}

static bool is_wide(const unsigned char *bytes, size_t n)
{
	enum ins_encoding encoding = ins_text_encoding(bytes, n);

	return encoding == INS_UTF16LE || encoding == INS_UTF16BE;
}

/* Where the letters of a text in UTF-16 have changed their bytes, because one was lost or came
 * twice; 0 for nowhere. Eight such letters in a row stand in no language. */
static size_t find_torn(const unsigned char *bytes, size_t n)
{
	size_t low = ins_text_encoding(bytes, n) == INS_UTF16LE ? 0 : 1, run = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		run = !bytes[i + low] && bytes[i + 1 - low] >= 9 && bytes[i + 1 - low] < 127
			      ? run + 1
			      : 0;
		if (run == 8)
			return i - 14;
	}
	return 0;
}

static bool has_control(const unsigned char *bytes, size_t n)
{
	size_t controls = 0;

	for (size_t i = 0; i < n; i++)
		controls += bytes[i] < 9 || (bytes[i] > 13 && bytes[i] < 32 && bytes[i] != 27);
	return controls * 100 > n;
}

/* "UTF-32LE", "UTF-32BE" or NULL: by the byte order mark, or where three bytes of four are zero. */
static const char *find_utf32(const unsigned char *bytes, size_t n)
{
	size_t zeros[4] = {0}, quads = n / 4;

	if (n >= 4 && memcmp(bytes, "\xff\xfe\0\0", 4) == 0)
		return "UTF-32LE";
	if (n >= 4 && memcmp(bytes, "\0\0\xfe\xff", 4) == 0)
		return "UTF-32BE";
	for (size_t i = 0; i < quads * 4; i++)
		zeros[i % 4] += bytes[i] == 0;
	if (quads < 4 || (zeros[1] + zeros[2]) * 10 < quads * 19)
		return NULL;
	return zeros[3] == quads && !zeros[0]   ? "UTF-32LE"
	       : zeros[0] == quads && !zeros[3] ? "UTF-32BE"
						: NULL;
}

static const struct {
	const char *beginning, *what;
} texts[] = {
	{"<!doctype html", "is an HTML page, not a record; was it a download that failed?"},
	{"<html", "is an HTML page, not a record; was it a download that failed?"},
	{"<?xml", "is an XML document; export the record as text"},
	{"<svg", "is an SVG picture"},
	{"#FORMAT      :", "is an EMSA/MAS spectrum; eelsmap reads it"},
	{"#FORMAT :", "is an EMSA/MAS spectrum; eelsmap reads it"},
};

int ins_refuse(const char *name, const unsigned char *bytes, size_t n, struct ins_err *err)
{
	const char *utf32;

	if (!n)
		return ins_fail(err, INS_EFORMAT, "%s: is empty", name);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (n >= kinds[i].at + kinds[i].size &&
			memcmp(bytes + kinds[i].at, kinds[i].magic, kinds[i].size) == 0)
			return ins_fail(err, INS_EFORMAT, "%s: %s", name, kinds[i].what);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (begins(bytes, n, texts[i].beginning))
			return ins_fail(err, INS_EFORMAT, "%s: %s", name, texts[i].what);
	if (is_json(bytes, n))
		return ins_fail(err, INS_EFORMAT,
			"%s: is a JSON document; export the record as a table", name);
	utf32 = find_utf32(bytes, n);
	if (utf32)
		return ins_fail(err, INS_EFORMAT,
			"%s: is text in %s; turn it into UTF-8 first: iconv -f %s -t UTF-8", name,
			utf32, utf32);
	if (is_wide(bytes, n) && find_torn(bytes, n))
		return ins_fail(err, INS_EFORMAT,
			"%s: is damaged: a byte of its UTF-16 is missing, or one too many, near "
			"byte %zu",
			name, find_torn(bytes, n));
	if (!is_wide(bytes, n) && has_control(bytes, n))
		return ins_fail(
			err, INS_EFORMAT, "%s: is a binary file; export the record as text", name);
	return INS_OK;
}
