/* eelsmap: an image of spectra to the rows of a map, by as many threads as are wanted. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "data/pixels.h"
#include "eelsmap.h"
#include "face/progress.h"

enum {
	PIECE = 1 << 20, /* bytes read at once: files are read fastest so */
	TOGETHER = 16,   /* pixels fitted at once, so that their counts stay in the cache */
	STATUSES = INS_PEAK_BAD_CHANNEL + 1
};

/* The columns of numbers of a map, in the order that map_columns names them. */
enum column {
	X_PX,
	Y_PX,
	X_NM,
	Y_NM,
	ZERO_LOSS,
	PEAK,
	ENERGY,
	ENERGY_SE,
	WIDTH,
	COUNTS,
	QUALITY,
	DENSITY,
	THICKNESS,
	COLUMNS
};
static const char *const column_names[COLUMNS] = {"x_px", "y_px", "x_nm", "y_nm", "zero_loss_eV",
	"peak_eV", "plasmon_energy_eV", "plasmon_energy_se_eV", "width_eV", "counts", "fit_quality",
	"density_per_nm3", "t_over_lambda"};

/* How many pixels ended how. */
struct tally {
	size_t of_status[STATUSES], cut, overlap, plural, narrow;
	struct doubts doubts;
};

/* A map being made: its pixels are handed out in pieces, and each fills its own rows. */
struct work {
	const struct image *image;
	size_t pixels, piece;    /* in all, and of a piece */
	double *column[COLUMNS]; /* lent: their rows of this map; NULL without the column */
	const char **status;     /* lent likewise */
	const char *word[STATUSES];
	pthread_mutex_t mutex; /* guards what follows */
	size_t next;
	struct tally tally;
	struct ins_err err; /* the first fault */
};

/* What one thread needs for itself. */
struct room {
	void *raw;
	double *counts;
	struct tally tally;
};

static void put_pixel(const struct work *work, size_t pixel, const struct ins_plasmon *p)
{
	const struct image *image = work->image;
	size_t row = pixel / image->spectrum->x.size;
	double x = (double)(pixel % image->spectrum->x.size), y = (double)row;
	double *const *column = work->column;

	column[X_PX][pixel] = x;
	column[Y_PX][pixel] = y;
	column[X_NM][pixel] = image->x_first_nm + x * image->x_step_nm;
	column[Y_NM][pixel] = image->y_first_nm + y * image->y_step_nm;
	column[ZERO_LOSS][pixel] = p->zero_loss_eV;
	column[PEAK][pixel] = p->peak_eV;
	column[ENERGY][pixel] = p->energy_eV;
	column[ENERGY_SE][pixel] = p->energy_se_eV;
	column[WIDTH][pixel] = p->width_eV;
	column[COUNTS][pixel] = p->counts;
	column[QUALITY][pixel] = p->quality;
	column[DENSITY][pixel] = ins_plasmon_density_per_nm3(p->energy_eV, image->effective_mass);
	work->status[pixel] = work->word[p->status];
}

/* The thickness, where it is asked for, and what to doubt. */
static void put_thickness(const struct work *work, struct tally *tally, size_t pixel,
	const double *counts, const struct ins_plasmon *p)
{
	const struct ins_plasmon_search *search = &work->image->search;
	double *thickness = work->column[THICKNESS] ? work->column[THICKNESS] + pixel : NULL;

	if (thickness)
		*thickness = eelsmap_thickness(&tally->doubts, search, counts, p);
	eelsmap_doubt(&tally->doubts, search, counts, p, thickness);
}

static void count(struct tally *tally, const struct ins_plasmon *plasmon)
{
	tally->of_status[plasmon->status]++;
	tally->cut += plasmon->status == INS_PEAK_OK && plasmon->cut;
	tally->overlap += plasmon->status == INS_PEAK_OK && plasmon->overlap;
	tally->plural += plasmon->status == INS_PEAK_OK && plasmon->plural;
	tally->narrow += plasmon->narrow;
}

static void add_tally(struct tally *sum, const struct tally *tally)
{
	for (int i = 0; i < STATUSES; i++)
		sum->of_status[i] += tally->of_status[i];
	sum->cut += tally->cut;
	sum->overlap += tally->overlap;
	sum->plural += tally->plural;
	sum->narrow += tally->narrow;
	eelsmap_add_doubts(&sum->doubts, &tally->doubts);
}

/* Read and fit N pixels from FIRST on. */
static int do_piece(
	struct work *work, struct room *room, size_t first, size_t n, struct ins_err *err)
{
	const struct image *image = work->image;
	size_t channels = image->spectrum->energy.size;
	struct ins_plasmon plasmon[TOGETHER];
	int status = image_read(image, first, n, room->raw, err);

	for (size_t i = 0; i < n && status == INS_OK; i += TOGETHER) {
		size_t together = n - i < TOGETHER ? n - i : TOGETHER;

		image_counts(image, room->raw, i, together, room->counts);
		ins_plasmon_fit(&image->search, room->counts, together, plasmon);
		for (size_t k = 0; k < together; k++) {
			put_pixel(work, first + i + k, &plasmon[k]);
			count(&room->tally, &plasmon[k]);
			put_thickness(work, &room->tally, first + i + k,
				room->counts + k * channels, &plasmon[k]);
		}
	}
	return status;
}

static void fail(struct work *work, const struct ins_err *err)
{
	pthread_mutex_lock(&work->mutex);
	if (work->err.status == INS_OK)
		work->err = *err;
	work->next = work->pixels;
	pthread_mutex_unlock(&work->mutex);
}

/* Take pieces until none is left; the thread that was there first tells how far all are. */
static void take_pieces(struct work *work, struct room *room, struct ins_progress *progress)
{
	for (;;) {
		struct ins_err err = {0};
		size_t first, n;

		pthread_mutex_lock(&work->mutex);
		first = work->next;
		n = work->pixels - first < work->piece ? work->pixels - first : work->piece;
		work->next += n;
		pthread_mutex_unlock(&work->mutex);
		if (n == 0)
			return;
		if (progress)
			ins_progress_show(progress, "eelsmap", first, work->pixels);
		if (do_piece(work, room, first, n, &err))
			fail(work, &err);
	}
}

static void work_in_room(struct work *work, struct ins_progress *progress)
{
	const struct ins_spectrum *spectrum = work->image->spectrum;
	size_t channels = spectrum->energy.size, doubles = TOGETHER * channels * sizeof(double);
	size_t raw = work->piece * channels * ins_element_size(spectrum->element);
	struct room room = {.raw = malloc(raw), .counts = malloc(doubles)};
	struct ins_err err = {0};

	if (!room.raw || !room.counts) {
		ins_fail_memory(&err, "spectra", raw + doubles);
		fail(work, &err);
	} else {
		take_pieces(work, &room, progress);
	}
	free(room.raw);
	free(room.counts);
	pthread_mutex_lock(&work->mutex);
	add_tally(&work->tally, &room.tally);
	pthread_mutex_unlock(&work->mutex);
}

static void *helper(void *work)
{
	work_in_room(work, NULL);
	return NULL;
}

/* This thread and up to THREADS - 1 more; where no more can be had, fewer do it. */
static void work_together(struct work *work, size_t threads)
{
	struct ins_progress progress = {0};
	pthread_t *thread = calloc(threads, sizeof *thread);
	size_t more = 0;

	while (thread && more + 1 < threads && more < work->pixels / work->piece &&
		pthread_create(&thread[more], NULL, helper, work) == 0)
		more++;
	work_in_room(work, &progress);
	while (more > 0)
		pthread_join(thread[--more], NULL);
	ins_progress_show(&progress, "eelsmap", work->pixels, work->pixels);
	free(thread);
}

/* The rows of this map, all with the specimen's name. */
static int add_rows(
	struct work *work, struct ins_table *table, const char *name, struct ins_err *err)
{
	size_t row = table->rows;
	int status = ins_table_add_rows(table, work->pixels, err);

	if (status == INS_OK)
		status = ins_table_fill_words(table, "specimen", row, work->pixels, name, err);
	if (status)
		return status;
	work->status = ins_table_words(table, "status") + row;
	for (int i = 0; i < STATUSES && status == INS_OK; i++) {
		status = ins_table_set_word(
			table, "status", row, ins_peak_status_name((enum ins_peak_status)i), err);
		work->word[i] = work->status[0];
	}
	for (int i = 0; i < COLUMNS; i++) {
		double *numbers = ins_table_numbers(table, column_names[i]);

		work->column[i] = numbers ? numbers + row : NULL;
	}
	return status;
}

/* "100 of 100 pixels ok", and what became of the others. */
static int tell(const struct ins_cli *cli, const struct work *work, const char *name,
	struct ins_table *table, struct ins_err *err)
{
	const struct tally *tally = &work->tally;
	struct ins_text text = {0};
	int status = ins_text_format(&text, err, "%s: %zu of %zu pixels ok", name,
		tally->of_status[INS_PEAK_OK], work->pixels);

	for (int i = 1; i < STATUSES && status == INS_OK; i++)
		if (tally->of_status[i] > 0)
			status = ins_text_format(&text, err, ", %zu %s", tally->of_status[i],
				ins_peak_status_name((enum ins_peak_status)i));
	if (status == INS_OK && tally->overlap > 0)
		status = ins_text_format(&text, err,
			"; in %zu the windows met and were cut between the peaks", tally->overlap);
	if (status == INS_OK && tally->cut > 0)
		status = ins_text_format(&text, err, "; in %zu the axis cut a window", tally->cut);
	if (status == INS_OK && tally->plural > 0)
		status = ins_text_format(&text, err,
			"; in %zu the highest peak is of several losses, and that of one was taken",
			tally->plural);
	/* Stray particles hit a few pixels; the zero loss is alike in all. */
	if (status == INS_OK && tally->narrow > work->pixels / 2)
		status = ins_text_format(&text, err,
			"; in %zu the zero loss is under two channels wide at half its height, as "
			"what a stray particle leaves is",
			tally->narrow);
	if (status == INS_OK)
		status = ins_table_add_note(table, err, "pixels", "%s", text.data);
	if (status == INS_OK && (tally->of_status[INS_PEAK_OK] < work->pixels || tally->plural > 0))
		ins_cli_remark(cli, "%s", text.data);
	if (status == INS_OK && tally->of_status[INS_PEAK_OK] == 0)
		status = ins_fail(
			err, INS_EANALYSIS, "%s: no pixel has a plasmon", work->image->path);
	ins_text_free(&text);
	return status;
}

/* Errors are those of counting: say so where the spectra scatter otherwise about their fits. */
static int tell_scatter(const struct ins_cli *cli, const struct work *work, const char *name,
	struct ins_table *table, struct ins_err *err)
{
	/* Errors off by a factor of sqrt(2) are worth a word. */
	static const double NOTABLE = 2;
	double *quality = malloc(work->pixels * sizeof *quality), median;
	size_t n = 0;
	int status;

	if (!quality)
		return ins_fail_memory(err, "a map", work->pixels * sizeof *quality);
	for (size_t i = 0; i < work->pixels; i++)
		if (isfinite(work->column[QUALITY][i]))
			quality[n++] = work->column[QUALITY][i];
	median = n ? gsl_stats_median(quality, 1, n) : 1;
	free(quality);
	if (median <= NOTABLE && median >= 1 / NOTABLE)
		return INS_OK;
	status = ins_table_add_note(table, err, "assumed",
		"%s: errors are those of counting, but the variance of the spectra about their "
		"fits is %.3g times that (median fit_quality); see --gain and --model",
		name, median);
	if (status == INS_OK)
		ins_cli_remark(cli, "%s: the errors are too %s: the median fit_quality is %.3g",
			name, median > 1 ? "small" : "large", median);
	return status;
}

/* Pieces of whole blocks: large enough to read fast, small enough that every thread has some. */
static size_t piece_of(const struct ins_spectrum *spectrum, size_t pixels, size_t threads)
{
	size_t fast = PIECE / (spectrum->energy.size * ins_element_size(spectrum->element));
	size_t fair = pixels / (4 * threads);

	return (fast < fair ? fast : fair) / TOGETHER * TOGETHER + TOGETHER;
}

int eelsmap_fit(struct ins_cli *cli, const struct image *image, const char *name,
	const struct settings *settings, struct ins_table *table, struct ins_err *err)
{
	const struct ins_spectrum *spectrum = image->spectrum;
	size_t threads = (size_t)settings->threads, pixels = spectrum->x.size * spectrum->y.size;
	struct work work = {
		.image = image, .pixels = pixels, .piece = piece_of(spectrum, pixels, threads)};
	int status = add_rows(&work, table, name, err);

	if (status)
		return status;
	pthread_mutex_init(&work.mutex, NULL);
	work_together(&work, threads);
	pthread_mutex_destroy(&work.mutex);
	if (work.err.status) {
		*err = work.err;
		return err->status;
	}
	status = tell(cli, &work, name, table, err);
	if (status == INS_OK)
		status = eelsmap_tell_doubts(cli, image, name, &work.tally.doubts, table, err);
	return status ? status : tell_scatter(cli, &work, name, table, err);
}
