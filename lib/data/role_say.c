/* role_say - sentences about the columns that were picked, or could not be. */
#include "data/role_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

int ins_role_say(char **sentence, struct ins_err *err, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	free(*sentence);
	*sentence = ins_text_copy(text);
	return *sentence ? INS_OK : ins_fail_memory(err, "a note", strlen(text));
}

const char *ins_role_shown(const struct ins_channel *channel)
{
	return *channel->name ? channel->name : "(no name)";
}
