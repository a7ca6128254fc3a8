/* err - one status and one finished sentence for every fault. */
#ifndef INSITU_ERR_H
#define INSITU_ERR_H

#include <stddef.h>

/* What went wrong, as the exit code that a program ends with. */
enum ins_status {
	INS_OK = 0,
	INS_EANALYSIS = 1, /* the analysis has no answer: no yield, no peak */
	INS_EUSAGE = 2,    /* options or their values */
	INS_EFORMAT = 3,   /* what a file holds, or that it cannot be read */
	INS_EOUTPUT = 4,   /* the result could not be written */
	INS_ENOMEM = 5     /* out of memory */
};

/* A fault: its status and one sentence, `where: what; hint`. Zero it before use. */
struct ins_err {
	int status;
	char text[1024];
};

/*
 * Fill ERR (may be NULL) with STATUS and the formatted sentence, cut at the size of
 * err->text. Control characters in it are shown as '?', so that data cannot steer a
 * terminal. Returns STATUS, so that a caller can write `return ins_fail(...)`.
 */
int ins_fail(struct ins_err *err, int status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ins_fail with INS_ENOMEM for an allocation of SIZE bytes for WHAT ("a column"). */
int ins_fail_memory(struct ins_err *err, const char *what, size_t size);

/* STATUS, or INS_ENOMEM where errno tells that a call of the system failed for lack of memory. */
int ins_status_of_errno(int status);

/* Put PREFIX and ": " before the sentence that ERR holds; does nothing to a NULL ERR. */
void ins_err_prefix(struct ins_err *err, const char *prefix);

#endif
