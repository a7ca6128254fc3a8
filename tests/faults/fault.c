/* fault - preloaded into a program: makes the n-th call of one kind fail, and counts them. */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <iconv.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <udunits2.h>
#include <unistd.h>

#include "fault.h"

static struct fault_plan idle, *plan = &idle;

/* Not 0 while in UDUNITS-2, which crashes or ends the program where it lacks memory, and takes an
 * interruption for an end; or in iconv.
 */
static int in_units, in_iconv;

/* Where a debugger can wait for the fault. */
void fault_met(void);
__attribute__((noinline)) void fault_met(void)
{
	plan->failed++;
}

/* Note whether a chain of callers like that of allocation CALL was seen before. */
static void note_place(unsigned long call)
{
	static unsigned long seen[FAULT_CALLS], places;
	static int busy;
	void *caller[64];
	int n = backtrace(caller, 64);
	unsigned long hash = 1, i = 0;

	while (n > 0)
		hash = (hash ^ (unsigned long)caller[--n]) * 1099511628211UL;
	while (__atomic_exchange_n(&busy, 1, __ATOMIC_ACQUIRE))
		;
	while (i < places && seen[i] != hash)
		i++;
	if (call < FAULT_CALLS && places < FAULT_CALLS) {
		plan->is_new[call] = i == places;
		if (i == places)
			seen[places++] = hash;
	}
	__atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}

/* Whether this call of KIND is the one that fails. */
static int fails(enum fault_kind kind)
{
	unsigned long call;

	if (plan->kind != kind || (in_units && (kind == FAULT_MEMORY || kind == FAULT_INTERRUPT)))
		return 0;
	call = __atomic_add_fetch(&plan->calls, 1, __ATOMIC_RELAXED);
	if (!plan->at && kind == FAULT_MEMORY)
		note_place(call);
	if (call != plan->at && !(plan->ever && plan->at && call > plan->at))
		return 0;
	fault_met();
	return 1;
}

/* Children shall meet no faults: what a fault of gnuplot does has tests of its own. */
__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_PLAN");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *caller,
		*map = fd < 0 ? MAP_FAILED
			      : mmap(NULL, sizeof idle, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		close(fd);
	unsetenv("LD_PRELOAD");
	unsetenv("FAULT_PLAN");
	if (map == MAP_FAILED)
		return;
	/* At its first time it asks for memory itself. */
	backtrace(&caller, 1);
	plan = map;
	plan->calls = plan->failed = 0;
	plan->live = plan->in_library = 0;
	if (plan->kind == FAULT_WRITE && plan->at) {
		struct rlimit limit;

		signal(SIGXFSZ, SIG_IGN);
		getrlimit(RLIMIT_FSIZE, &limit);
		limit.rlim_cur = plan->at - 1;
		setrlimit(RLIMIT_FSIZE, &limit);
		plan->failed = 1;
	}
}

#ifdef __GLIBC__
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static void *counted(void *memory)
{
	if (memory)
		__atomic_add_fetch(&plan->live, 1, __ATOMIC_RELAXED);
	return memory;
}

/* GSL and iconv lose what they had, and iconv does not always say why it fails. */
static void blame(const void *caller)
{
	Dl_info about;

	if (in_iconv ||
		(dladdr(caller, &about) && about.dli_fname && strstr(about.dli_fname, "libgsl")))
		plan->in_library = 1;
}

static int lacks_memory(const void *caller)
{
	if (!fails(FAULT_MEMORY))
		return 0;
	blame(caller);
	errno = ENOMEM;
	return 1;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return lacks_memory(CALLER) ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
	return lacks_memory(CALLER) ? NULL : counted(__libc_calloc(n, size));
}

void *realloc(void *old, size_t size)
{
	void *new = lacks_memory(CALLER) ? NULL : __libc_realloc(old, size);

	return old ? new : counted(new);
}

void free(void *old)
{
	if (old)
		__atomic_sub_fetch(&plan->live, 1, __ATOMIC_RELAXED);
	__libc_free(old);
}
#endif

/* The function that would have been called: no cast of ISO C leads from an object to a function. */
static void real(const char *name, void *function)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(function, &found, sizeof found);
}

#ifdef __GLIBC__
typedef int main_function(int argc, char **argv, char **environment);

static main_function *tried;

/* What runs behind the end of the program, gcov for one, meets no faults. */
static int run_and_rest(int argc, char **argv, char **environment)
{
	int code = tried(argc, argv, environment);
	struct rlimit limit;

	plan = &idle;
	if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_FSIZE, &limit);
	}
	return code;
}

int __libc_start_main(main_function *program, int argc, char **argv, void (*begin_program)(void),
	void (*end_program)(void), void (*end_linker)(void), void *stack);
int __libc_start_main(main_function *program, int argc, char **argv, void (*begin_program)(void),
	void (*end_program)(void), void (*end_linker)(void), void *stack)
{
	int (*next)(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void),
		void *);

	real("__libc_start_main", &next);
	tried = program;
	return next(run_and_rest, argc, argv, begin_program, end_program, end_linker, stack);
}
#endif

static int refuse(int number)
{
	errno = number;
	return -1;
}

ssize_t read(int fd, void *buffer, size_t size)
{
	static ssize_t (*next)(int, void *, size_t);

	if (!next)
		real("read", &next);
	if (fails(FAULT_INTERRUPT))
		return refuse(EINTR);
	return fails(FAULT_READ) ? refuse(EIO) : next(fd, buffer, size);
}

ssize_t __read_chk(int fd, void *buffer, size_t size, size_t room);
ssize_t __read_chk(int fd, void *buffer, size_t size, size_t room)
{
	if (size > room)
		abort();
	return read(fd, buffer, size);
}

ssize_t pread(int fd, void *buffer, size_t size, off_t offset)
{
	static ssize_t (*next)(int, void *, size_t, off_t);

	if (!next)
		real("pread", &next);
	if (fails(FAULT_INTERRUPT))
		return refuse(EINTR);
	if (fails(FAULT_SHRINK))
		return 0;
	return fails(FAULT_READ) ? refuse(EIO) : next(fd, buffer, size, offset);
}

pid_t waitpid(pid_t child, int *how, int options)
{
	static pid_t (*next)(pid_t, int *, int);

	if (!next)
		real("waitpid", &next);
	return fails(FAULT_INTERRUPT) ? refuse(EINTR) : next(child, how, options);
}

/* The descriptor is gone all the same, as with Linux. */
int close(int fd)
{
	static int (*next)(int);
	int result;

	if (!next)
		real("close", &next);
	result = next(fd);
	return fails(FAULT_CLOSE) ? refuse(EIO) : result;
}

int fclose(FILE *file)
{
	static int (*next)(FILE *);
	int result;

	if (!next)
		real("fclose", &next);
	result = next(file);
	return fails(FAULT_CLOSE) ? refuse(ENOSPC) : result;
}

int fflush(FILE *file)
{
	static int (*next)(FILE *);

	if (!next)
		real("fflush", &next);
	return fails(FAULT_FLUSH) ? refuse(ENOSPC) : next(file);
}

int fsync(int fd)
{
	static int (*next)(int);

	if (!next)
		real("fsync", &next);
	return fails(FAULT_SYNC) ? refuse(EIO) : next(fd);
}

int rename(const char *from, const char *to)
{
	static int (*next)(const char *, const char *);

	if (!next)
		real("rename", &next);
	return fails(FAULT_RENAME) ? refuse(EIO) : next(from, to);
}

int mkstemps(char *name, int ending)
{
	static int (*next)(char *, int);

	if (!next)
		real("mkstemps", &next);
	return fails(FAULT_CREATE) ? refuse(ENOSPC) : next(name, ending);
}

FILE *fopen(const char *path, const char *mode)
{
	static FILE *(*next)(const char *, const char *);

	if (!next)
		real("fopen", &next);
	if (!strpbrk(mode, "wa+") || !fails(FAULT_CREATE))
		return next(path, mode);
	errno = ENOSPC;
	return NULL;
}

iconv_t iconv_open(const char *to, const char *from)
{
	static iconv_t (*next)(const char *, const char *);
	iconv_t result;

	if (!next)
		real("iconv_open", &next);
	in_iconv++;
	result = next(to, from);
	in_iconv--;
	return result;
}

ut_system *ut_read_xml(const char *path)
{
	static ut_system *(*next)(const char *);
	ut_system *result;

	if (!next)
		real("ut_read_xml", &next);
	in_units++;
	result = next(path);
	in_units--;
	return result;
}

ut_unit *ut_parse(const ut_system *system, const char *word, ut_encoding encoding)
{
	static ut_unit *(*next)(const ut_system *, const char *, ut_encoding);
	ut_unit *result;

	if (!next)
		real("ut_parse", &next);
	in_units++;
	result = next(system, word, encoding);
	in_units--;
	return result;
}

cv_converter *ut_get_converter(ut_unit *from, ut_unit *to)
{
	static cv_converter *(*next)(ut_unit *, ut_unit *);
	cv_converter *result;

	if (!next)
		real("ut_get_converter", &next);
	in_units++;
	result = next(from, to);
	in_units--;
	return result;
}
