/* fuzz - what every fuzz target shares: bounds on time and memory, files in memory. */
#include "fuzz.h"

#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Of the sanitizers' runtime; NULL where there is none, and memory is not counted. */
int __sanitizer_install_malloc_and_free_hooks(void (*take)(const volatile void *, size_t),
	void (*give)(const volatile void *)) __attribute__((weak));
size_t __sanitizer_get_allocated_size(const volatile void *p) __attribute__((weak));

/* UDUNITS-2 loses a few bytes for each word that is no unit: no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libudunits2";
}

/* Bytes that are allocated beyond those before this input, and the most that may be. */
static atomic_llong held, bound;

/* The worst of all inputs so far. */
static long long most_bytes;
static double most_s;

static void take(const volatile void *p, size_t size)
{
	long long now = atomic_fetch_add(&held, (long long)size) + (long long)size;

	(void)p;
	if (now > most_bytes)
		most_bytes = now;
	if (now > bound) {
		bound = LLONG_MAX;
		dprintf(STDERR_FILENO, "more memory at once than 64 MiB + 20 times the input\n");
		abort();
	}
}

static void give(const volatile void *p)
{
	if (p)
		atomic_fetch_sub(&held, (long long)__sanitizer_get_allocated_size(p));
}

static void tell_worst(void)
{
	fprintf(stderr, "worst: %.1f MiB at once, %.3f s\n", (double)most_bytes / (1 << 20),
		most_s);
}

static double processor_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void end_long(int number)
{
	(void)number;
	dprintf(STDERR_FILENO, "more than 1 s of processor for each kB\n");
	abort();
}

/* After so many seconds of processor, whatever else the machine does meanwhile; 0: never. */
static void end_after(long seconds)
{
	struct itimerval limit = {.it_value = {.tv_sec = seconds}};

	FUZZ_CHECK(setitimer(ITIMER_PROF, &limit, NULL) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int begun;
	double before_s;

	if (!begun)
		signal(SIGPROF, end_long);
	if (!begun && __sanitizer_install_malloc_and_free_hooks) {
		__sanitizer_install_malloc_and_free_hooks(take, give);
		atexit(tell_worst);
	}
	begun = 1;
	held = 0;
	bound = (64LL << 20) + 20 * (long long)size;
	end_after(1 + (long)(size / 1024));
	before_s = processor_s();
	fuzz_try(data, size);
	most_s = fmax(most_s, processor_s() - before_s);
	end_after(0);
	bound = LLONG_MAX;
	return 0;
}

int fuzz_hold(const uint8_t *data, size_t size, char path[FUZZ_PATH])
{
	int fd = memfd_create("input", MFD_CLOEXEC);

	FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", fd);
	return fd;
}
