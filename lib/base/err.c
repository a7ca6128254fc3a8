/* err - one status and one finished sentence for every fault. */
#include "err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

int ins_fail(struct ins_err *err, int status, const char *format, ...)
{
	va_list args;

	if (!err)
		return status;
	err->status = status;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	ins_text_defuse(err->text, "");
	return status;
}

int ins_fail_memory(struct ins_err *err, const char *what, size_t size)
{
	return ins_fail(err, INS_ENOMEM, "out of memory: %zu bytes for %s", size, what);
}

int ins_status_of_errno(int status)
{
	return errno == ENOMEM ? INS_ENOMEM : status;
}

void ins_err_prefix(struct ins_err *err, const char *prefix)
{
	char text[sizeof err->text];

	if (!err)
		return;
	memcpy(text, err->text, sizeof text);
	ins_fail(err, err->status, "%s: %s", prefix, text);
}
