/* output - the writing half of file.h: files that are whole or not there. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "data/file.h"

enum { TEMPORARIES = 16 };

/* The only global of the library: what a signal's handler must remove. */
static char *volatile temporaries[TEMPORARIES];

static int remember(char *path)
{
	for (int i = 0; i < TEMPORARIES; i++)
		if (!temporaries[i]) {
			temporaries[i] = path;
			return 1;
		}
	return 0;
}

static void forget(const char *path)
{
	for (int i = 0; i < TEMPORARIES; i++)
		if (temporaries[i] == path)
			temporaries[i] = NULL;
}

/* Only what may be called in a handler: unlink, sigaction, raise. The default action then ends the
 * program. */
static void remove_and_end(int number)
{
	struct sigaction standard;

	for (int i = 0; i < TEMPORARIES; i++)
		if (temporaries[i])
			unlink(temporaries[i]);
	memset(&standard, 0, sizeof standard);
	standard.sa_handler = SIG_DFL;
	sigaction(number, &standard, NULL);
	raise(number);
}

void ins_output_guard(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
	struct sigaction action, old;

	memset(&action, 0, sizeof action);
	action.sa_handler = remove_and_end;
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		/* nohup and a shell's background jobs ignore some; that stays so. */
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
}

/* A new file by the pattern NAME, which a signal's handler knows from its first moment on: -1, or
 * whether it is remembered. */
static int make_and_remember(char *name, int ending)
{
	sigset_t all, before;
	int fd, remembered = -1;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	fd = mkstemps(name, ending);
	if (fd >= 0) {
		remembered = remember(name);
		close(fd);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return remembered;
}

int ins_output_reserve(const char *path, char **temporary, struct ins_err *err)
{
	struct ins_text name = {0};
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');
	int folder = slash ? (int)(slash - path + 1) : 0;
	const char *ending = dot ? dot : "";
	int made, status;

	*temporary = NULL;
	status = ins_text_format(&name, err, "%.*s.insitu-XXXXXX%s", folder, path, ending);
	if (status)
		return status;
	made = make_and_remember(name.data, (int)strlen(ending));
	if (made < 0) {
		status = ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
			"%s: cannot be written: %s", path, strerror(errno));
		ins_text_free(&name);
		return status;
	}
	if (!made) {
		unlink(name.data);
		ins_text_free(&name);
		return ins_fail(
			err, INS_EOUTPUT, "%s: too many files are being written at once", path);
	}
	*temporary = name.data;
	return INS_OK;
}

void ins_output_discard(char *temporary)
{
	if (!temporary)
		return;
	unlink(temporary);
	forget(temporary);
	free(temporary);
}

/* mkstemps makes files that only the user may read; an output has the rights of any new file. */
static void give_usual_rights(const char *path)
{
	mode_t mask = umask(0);

	umask(mask);
	chmod(path, 0666 & ~mask);
}

static int sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), failed;

	if (fd < 0)
		return -1;
	/* Some file systems cannot sync; that is no failed write. */
	failed = fsync(fd) != 0 && errno != EINVAL && errno != EROFS;
	if (close(fd) != 0)
		failed = 1;
	return failed ? -1 : 0;
}

int ins_output_adopt(char *temporary, const char *path, struct ins_err *err)
{
	int status = INS_OK;

	give_usual_rights(temporary);
	if (sync_file(temporary) != 0 || rename(temporary, path) != 0) {
		status = ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
			"%s: cannot be written: %s", path, strerror(errno));
		ins_output_discard(temporary);
		return status;
	}
	forget(temporary);
	free(temporary);
	return INS_OK;
}

/* A FIFO or a device must be written as it is: renaming onto it would replace it by a file. */
static int is_special(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

int ins_output_open(struct ins_output *output, const char *path, struct ins_err *err)
{
	memset(output, 0, sizeof *output);
	output->path = path && strcmp(path, "-") != 0 ? path : "standard output";
	if (output->path != path) {
		output->file = stdout;
		return INS_OK;
	}
	if (is_special(path)) {
		output->file = fopen(path, "wb");
	} else {
		int status = ins_output_reserve(path, &output->temporary, err);

		if (status)
			return status;
		output->file = fopen(output->temporary, "wb");
	}
	if (!output->file) {
		int status = ins_fail(err, ins_status_of_errno(INS_EOUTPUT),
			"%s: cannot be written: %s", path, strerror(errno));

		ins_output_discard(output->temporary);
		output->temporary = NULL;
		return status;
	}
	return INS_OK;
}

/* Flush and close, so that a full disk shows; stdout is closed too, once and for all. */
static int finish(FILE *file)
{
	int failed = ferror(file) != 0;

	errno = 0;
	if (fflush(file) != 0)
		failed = 1;
	if (fclose(file) != 0)
		failed = 1;
	return failed ? -1 : 0;
}

int ins_output_commit(struct ins_output *output, struct ins_err *err)
{
	FILE *file = output->file;
	char *temporary = output->temporary;

	output->file = NULL;
	output->temporary = NULL;
	if (!file)
		return INS_OK;
	if (finish(file) != 0) {
		ins_output_discard(temporary);
		return ins_fail(err, ins_status_of_errno(INS_EOUTPUT), "%s: cannot be written: %s",
			output->path, errno ? strerror(errno) : "a write failed");
	}
	return temporary ? ins_output_adopt(temporary, output->path, err) : INS_OK;
}

void ins_output_abandon(struct ins_output *output)
{
	/* A failed standard output is closed, so that nobody tells of it again. */
	if (output->file && (output->file != stdout || ferror(stdout)))
		fclose(output->file);
	ins_output_discard(output->temporary);
	memset(output, 0, sizeof *output);
}
