/* stream_name - the names that columns of a stream have. */
#include "base/text.h"
#include "data/stream.h"

static int starts_name(char c)
{
	return c >= 'a' && c <= 'z';
}

static int continues_name(char c)
{
	return starts_name(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int ins_stream_is_name(const char *p, const char *end)
{
	if (p == end || !starts_name(*p))
		return 0;
	while (p < end && continues_name(*p))
		p++;
	return p == end;
}

char *ins_stream_name(const char *text)
{
	struct ins_text name = {0};
	int status = INS_OK, gap = 0;

	if (!((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z')))
		status = ins_text_put(&name, "channel_", 8, NULL);
	for (; *text && status == INS_OK; text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!continues_name(c) || c == '_') {
			gap = 1;
			continue;
		}
		if (gap && name.size && name.data[name.size - 1] != '_')
			status = ins_text_put(&name, "_", 1, NULL);
		gap = 0;
		if (status == INS_OK)
			status = ins_text_put(&name, &c, 1, NULL);
	}
	if (status) {
		ins_text_free(&name);
		return NULL;
	}
	while (name.size && name.data[name.size - 1] == '_')
		name.data[--name.size] = 0;
	return name.data;
}
