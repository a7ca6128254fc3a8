/* fault - what the driver and the preloaded object agree upon. */
#ifndef INSITU_FAULT_H
#define INSITU_FAULT_H

enum fault_kind {
	FAULT_NONE,
	FAULT_MEMORY,    /* malloc, calloc, realloc */
	FAULT_READ,      /* read, pread */
	FAULT_WRITE,     /* no file grows beyond AT - 1 bytes, in children neither */
	FAULT_FLUSH,     /* fflush */
	FAULT_CLOSE,     /* close, fclose */
	FAULT_SYNC,      /* fsync */
	FAULT_RENAME,    /* rename */
	FAULT_CREATE,    /* fopen for writing, mkstemps */
	FAULT_SHRINK,    /* pread: the file ends here by now */
	FAULT_INTERRUPT, /* read, pread, waitpid: to be tried again */
	FAULT_KINDS
};

/* Of how many calls it is known whether they are the first of their place. */
enum { FAULT_CALLS = 65536 };

/* The file that $FAULT_PLAN names holds one of these; the program's run fills its second half. */
struct fault_plan {
	enum fault_kind kind;
	int ever;             /* all later calls fail, too */
	unsigned long at;     /* which call fails, from 1; 0 for none */
	unsigned long calls;  /* of this kind */
	unsigned long failed; /* of these */
	long live;            /* allocations that were not freed */
	int in_library;       /* the call was one of a library that loses memory then */
	/* Where none failed: whether no allocation before the n-th was asked for by the same chain
	 * of callers. */
	unsigned char is_new[FAULT_CALLS];
};

#endif
