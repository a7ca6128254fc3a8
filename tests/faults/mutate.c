/* mutate - every reader of files, fed with files that are cut after each byte, or changed at
 * random.
 *
 *     mutate FORMATS STEP CHANGES FILE...
 *
 * FORMATS is the folder of descriptors; each FILE is cut after every STEP-th byte, and meets that
 * many random CHANGES. What must
 * hold: no signal, an answer within 5 seconds and 64 MiB, a sentence with each refusal; of a file
 * that was cut an answer that is the beginning of the whole one, or a note that was not there
 * before; of a changed one as many rows and columns as before, or such a note, or a reason why
 * nobody can know. */
#include "mutate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(x) 0
#endif

enum { SECONDS = 5, MIB = 64 };

/* What is being read, for the handler of signals. */
static char now[512];
static unsigned long long seed;
static unsigned long tried, refused, bad;
static int memory;

static void tell(int number)
{
	ssize_t n = write(STDERR_FILENO, now, strlen(now));

	n += write(STDERR_FILENO, number == SIGALRM ? ": hangs\n" : ": crashes\n",
		number == SIGALRM ? 8 : 10);
	_exit(n > 0 ? 1 : 2);
}

static unsigned long any_below(unsigned long n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned long)((seed * 2685821657736338717ULL) >> 33) % n;
}

static int has_ending(const char *path, const char *ending)
{
	size_t n = strlen(path), m = strlen(ending);

	return n > m && strcmp(path + n - m, ending) == 0;
}

/* A file that is changed, and what it says when it is whole. */
struct original {
	const char *path;
	unsigned char *bytes;
	size_t n;
	char input[64]; /* where the changed one lies */
	mutate_reader *read;
	int binary;
	struct answer whole;
};

static const struct {
	const char *ending;
	mutate_reader *read;
	int binary;
} readers[] = {{".dm3", mutate_read_spectra, 1}, {".dm4", mutate_read_spectra, 1},
	{".npy", mutate_read_npy, 1}, {".msa", mutate_read_spectra, 1},
	{".rpl", mutate_read_spectra, 0}, {".raw", mutate_read_spectra, 1},
	{".tsv", mutate_read_stream, 0}, {".fmt", mutate_read_format, 0}, {"", mutate_read_raw, 0}};

static int load(struct original *file, const char *path)
{
	FILE *from = fopen(path, "rb");
	const char *dot = strrchr(path, '.');
	char memory_path[64];
	size_t i = 0;

	*file = (struct original){.path = path};
	file->bytes = malloc(1 << 20);
	if (!from || !file->bytes)
		return 0;
	file->n = fread(file->bytes, 1, 1 << 20, from);
	fclose(from);
	while (*readers[i].ending && !has_ending(path, readers[i].ending))
		i++;
	file->read = readers[i].read;
	file->binary = readers[i].binary;
	snprintf(file->input, sizeof file->input, "input%.40s", dot ? dot : "");
	/* A file of memory, under a name that tells the format. */
	snprintf(memory_path, sizeof memory_path, "/proc/self/fd/%d", memory);
	unlink(file->input);
	return symlink(memory_path, file->input) == 0;
}

static struct answer read_as(const struct original *file, const unsigned char *bytes, size_t n)
{
	struct itimerval limit = {.it_value = {.tv_sec = SECONDS}}, none = {0};
	struct answer answer = {0};

	if (ftruncate(memory, 0) != 0 || pwrite(memory, bytes, n, 0) != (ssize_t)n) {
		perror(file->input);
		exit(2);
	}
	setitimer(ITIMER_REAL, &limit, NULL);
	file->read(file->input, &answer);
	setitimer(ITIMER_REAL, &none, NULL);
	tried++;
	refused += answer.status != 0;
	return answer;
}

/* Where $MUTATE_KEEP names a folder, it gets what went wrong. */
static void keep(void)
{
	const char *folder = getenv("MUTATE_KEEP");
	static unsigned char bytes[1 << 20];
	ssize_t n = pread(memory, bytes, sizeof bytes, 0);
	char path[512];
	FILE *file;

	if (!folder || n < 0)
		return;
	snprintf(path, sizeof path, "%s/%lu", folder, bad);
	file = fopen(path, "wb");
	if (!file || fwrite(bytes, 1, (size_t)n, file) != (size_t)n || fclose(file) != 0)
		perror(path);
}

static void complain(const struct answer *answer, const char *what)
{
	fprintf(stderr, "%s: %s (%lu): status %d, %zu rows, %zu columns: %s\n", now, what, bad + 1,
		answer->status, answer->rows, answer->columns, answer->said);
	bad++;
	keep();
}

/* The place of a column called NAME in table T of WHOLE, or SIZE_MAX. */
static size_t find_column(const struct answer *whole, size_t t, double name)
{
	for (size_t i = 0; i < whole->table[t].columns && i < MUTATE_COLUMNS; i++)
		if (whole->table[t].name[i] == name)
			return i;
	return SIZE_MAX;
}

/* Each column of table T of PART is the beginning of one of WHOLE; what has no number yet may be
 * missing. */
static int table_begins(const struct answer *part, const struct answer *whole, size_t t)
{
	size_t m = part->table[t].columns, n = whole->table[t].columns;
	const double *a = part->value + part->table[t].first;
	const double *b = whole->value + whole->table[t].first;

	if (part->table[t].rows > whole->table[t].rows || m > MUTATE_COLUMNS)
		return part->table[t].rows == 0;
	for (size_t i = 0; i < m && part->table[t].rows; i++) {
		size_t k = find_column(whole, t, part->table[t].name[i]);

		for (size_t row = 0; row < part->table[t].rows; row++)
			if (k == SIZE_MAX ||
				memcmp(&a[row * m + i], &b[row * n + k], sizeof *a) != 0)
				return 0;
	}
	return 1;
}

static int is_beginning(const struct answer *part, const struct answer *whole)
{
	int begins = part->tables <= whole->tables;

	for (size_t t = 0; t < part->tables && begins; t++)
		begins = table_begins(part, whole, t);
	return begins;
}

/* Whether ANSWER has a warning that WHOLE has not. */
static int warns(const struct answer *answer, const struct answer *whole)
{
	for (size_t i = 0; i < answer->warnings; i++) {
		size_t k = 0;

		while (k < whole->warnings && whole->warning[k] != answer->warning[i])
			k++;
		if (k == whole->warnings)
			return 1;
	}
	return 0;
}

/* What holds of every answer. */
static void check(const struct answer *answer)
{
	if (answer->status == INS_ENOMEM)
		complain(answer, "wants more memory than there is");
	if (answer->status && !*answer->said)
		complain(answer, "says nothing");
}

static void check_cut(const struct original *file, const struct answer *answer)
{
	const struct answer *whole = &file->whole;
	int same = answer->n == whole->n && is_beginning(answer, whole);

	check(answer);
	if (answer->status || warns(answer, whole) || same)
		return;
	if (file->binary || !is_beginning(answer, whole))
		complain(answer, "another answer, without a warning");
}

/* Why a text that was changed may be read in another shape without a word. */
static struct reason {
	const char *what;
	unsigned long seen;
} reasons[] = {
	{"a '#' or a line end more or less: all lines of the stream are notes, names or rows", 0},
	{"the line by which its layout is known was changed, and nothing is lost", 0},
	{"a column has another name, and nothing is lost", 0},
	{"a number in the first row only, where a field stands", 0},
	{"a line end more made a row of what stands behind it, and nothing is lost", 0},
};

enum { NOTE, LAYOUT, NAME, FIELD, LINE, REASONS };

/* Lines of a stream that are not notes: the names and the rows. */
static size_t count_rows(const unsigned char *bytes, size_t n)
{
	size_t rows = 0;

	for (size_t i = 0; i < n; i++)
		rows += bytes[i] != '#' && bytes[i] != '\n' && bytes[i] != '\r' &&
			(i == 0 || bytes[i - 1] == '\n');
	return rows;
}

static size_t count_lines(const unsigned char *bytes, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static int has_new_name(const struct answer *answer, const struct answer *whole)
{
	for (size_t t = 0; t < answer->tables; t++)
		for (size_t i = 0; i < answer->table[t].columns && i < MUTATE_COLUMNS; i++) {
			size_t k = 0;

			while (k < whole->tables &&
				find_column(whole, k, answer->table[t].name[i]) == SIZE_MAX)
				k++;
			if (k == whole->tables)
				return 1;
		}
	return 0;
}

/* Whether a column that WHOLE has not holds a number in its first row, and no other. */
static int has_field(const struct answer *answer, const struct answer *whole)
{
	size_t n = answer->table[0].columns, rows = answer->table[0].rows;

	if (answer->tables != 1 || whole->tables != 1 || answer->rows != whole->rows)
		return 0;
	for (size_t i = 0; i < n && i < MUTATE_COLUMNS; i++) {
		size_t row = 1;

		while (row < rows && answer->value[row * n + i] != answer->value[row * n + i])
			row++;
		if (row == rows && find_column(whole, 0, answer->table[0].name[i]) == SIZE_MAX)
			return 1;
	}
	return 0;
}

/* One of the reasons, or REASONS for none. */
static int find_reason(const struct original *file, const struct answer *answer,
	const unsigned char *bytes, size_t n)
{
	const struct answer *whole = &file->whole;

	if (file->read == mutate_read_stream)
		return count_rows(bytes, n) == answer->rows + 1 ? NOTE : REASONS;
	if (file->read != mutate_read_raw || answer->n < whole->n)
		return REASONS;
	if (answer->layout != whole->layout)
		return LAYOUT;
	if (has_field(answer, whole))
		return FIELD;
	if (has_new_name(answer, whole))
		return NAME;
	return answer->rows > whole->rows && answer->columns == whole->columns &&
			       count_lines(bytes, n) > count_lines(file->bytes, file->n)
		       ? LINE
		       : REASONS;
}

static void check_change(const struct original *file, const struct answer *answer,
	const unsigned char *bytes, size_t n)
{
	int reason;

	check(answer);
	if (answer->status || warns(answer, &file->whole))
		return;
	if (answer->rows == file->whole.rows && answer->columns == file->whole.columns)
		return;
	reason = find_reason(file, answer, bytes, n);
	if (reason < REASONS)
		reasons[reason].seen++;
	else
		complain(answer, "another shape, without a warning");
}

/* The reasons that were met, and how many changes there were in all with one. */
static unsigned long tell_reasons(void)
{
	unsigned long all = 0;

	for (int i = 0; i < REASONS; i++) {
		if (reasons[i].seen)
			printf("%lu of another shape: %s\n", reasons[i].seen, reasons[i].what);
		all += reasons[i].seen;
	}
	return all;
}

/* A few bytes changed, put in, taken out or moved. */
static size_t change(unsigned char *bytes, size_t n, size_t room)
{
	static const char *const words[] = {"nan", "1e999", "\t", "\n", "\"", "#", "-", ",", ";",
		"\xff\xff\xff\xff", "\x7f\xff\xff\xff", "%n", "\r", "]", "(", "=", "0", " "};
	const char *word = words[any_below(sizeof words / sizeof *words)];
	size_t at = n ? any_below(n) : 0, length = strlen(word);

	switch (any_below(6)) {
	case 0:
		bytes[at] = (unsigned char)(bytes[at] ^ 1u << any_below(8));
		return n;
	case 1:
		bytes[at] = (unsigned char)any_below(256);
		return n;
	case 2:
		memmove(bytes + at, bytes + at + 1, n - at - 1);
		return n - 1;
	case 3:
		if (n + length > room)
			return n;
		memmove(bytes + at + length, bytes + at, n - at);
		memcpy(bytes + at, word, length);
		return n + length;
	case 4:
		if (at + length <= n)
			memcpy(bytes + at, word, length);
		return n;
	default:
		length = any_below(n - at) % 16;
		memmove(bytes + any_below(n - length), bytes + at, length);
		return n;
	}
}

static void cut_often(const struct original *file, size_t step)
{
	for (size_t n = 0; n < file->n; n += step) {
		struct answer answer;

		snprintf(now, sizeof now, "%s, cut to %zu bytes", file->path, n);
		answer = read_as(file, file->bytes, n);
		check_cut(file, &answer);
		free(answer.value);
	}
}

static void change_often(const struct original *file, unsigned long times)
{
	size_t room = file->n + 64;
	unsigned char *bytes = malloc(room);

	for (unsigned long i = 1; i <= times && bytes; i++) {
		size_t n = file->n;
		struct answer answer;

		seed = i * 0x9e3779b97f4a7c15ULL + file->n;
		memcpy(bytes, file->bytes, n);
		for (unsigned long k = any_below(3) + 1; k > 0 && n > 1; k--)
			n = change(bytes, n, room);
		snprintf(now, sizeof now, "%s, change %lu", file->path, i);
		answer = read_as(file, bytes, n);
		check_change(file, &answer, bytes, n);
		free(answer.value);
	}
	free(bytes);
}

/* A small file that asks for much memory is hostile. Sanitizers themselves take terabytes. */
static void limit_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)
	long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	struct rlimit limit;

	if (file && fscanf(file, "%ld", &pages) == 1) {
		limit.rlim_cur = limit.rlim_max = (rlim_t)pages * 4096 + ((rlim_t)MIB << 20);
		setrlimit(RLIMIT_AS, &limit);
	}
	if (file)
		fclose(file);
#endif
}

int main(int argc, char **argv)
{
	static const int fatal[] = {SIGALRM, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
	size_t step = argc > 4 ? strtoul(argv[2], NULL, 10) : 1;
	unsigned long reshaped, times = argc > 4 ? strtoul(argv[3], NULL, 10) : 0;

	memory = memfd_create("input", MFD_CLOEXEC);
	if (argc < 5 || memory < 0 || mutate_begin(argv[1]))
		return 2;
	limit_memory();
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		signal(fatal[i], tell);
	for (int i = 4; i < argc; i++) {
		struct original file;

		if (!load(&file, argv[i]))
			return 2;
		snprintf(now, sizeof now, "%s, whole", argv[i]);
		file.whole = read_as(&file, file.bytes, file.n);
		if (file.whole.status)
			complain(&file.whole, "cannot be read at all");
		cut_often(&file, step);
		change_often(&file, times);
		free(file.whole.value);
		free(file.bytes);
	}
	mutate_end();
	reshaped = tell_reasons();
	printf("%d files\t%lu cut or changed\t%lu refused\t%lu of another shape\t%lu wrong\n",
		argc - 4, tried, refused, reshaped, bad);
	return bad != 0;
}
