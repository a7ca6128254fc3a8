/* alias - what columns are called in English, German and French. */
#include "data/alias.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Names of a role, best first; names before one ';' are of one rank. */
static const char *const aliases[INS_ROLES] = {
	[INS_TIME] = ("time|test time|run time|elapsed time|total time|relative time|running time|"
		      "zeit|prufzeit|testzeit|laufzeit|temps|duree|temps essai;"
		      "step time|timestamp|t|zeitstempel|elapsed"),
	[INS_LOAD] =
		("load on sample|corrected load|corrected force;"
		 "load|standard force|standardkraft|force standard|kraft standard;"
		 "force|kraft|axial force|axial load|prufkraft|effort|indent load|normal force|"
		 "belastung;"
		 "charge|last|load cell|kraftaufnehmer|kraftmessdose|tension|f;p|fn"),
	[INS_DISPLACEMENT] =
		"displacement into surface|depth|indentation depth|penetration depth|"
		"corrected displacement|corrected depth;"
		"standard travel|standardweg|standardwegaufnehmer|wegaufnehmer|course "
		"standard|extensometer|extensometer extension|"
		"deformation|deform|deform1;"
		"displacement|disp|ext|deplacement|verschiebung|weg|extension|tensile extension|"
		"compressive extension|flexure extension|elongation|allongement|verlangerung|"
		"indent disp|indentation|verformung|eindringtiefe|tiefe|profondeur|dehnung;"
		"crosshead displacement|crosshead separation|crosshead travel|crosshead|traverse|"
		"traversenweg|course traverse|deplacement traverse|stroke|travel|axial "
		"displacement|"
		"hub;"
		"position|crosshead position|traverse position|grip separation|tool separation|"
		"werkzeugabstand|lvdt|fleche|durchbiegung|pd|h|course",
	[INS_STRESS] = ("engineering stress|eng stress|nominal stress|tensile stress|"
			"compressive stress|stress|flexure stress|zugspannung|druckspannung|"
			"nennspannung|contrainte;"
			"spannung|tension;sigma"),
	[INS_STRAIN] = ("extensometer strain|extensometer elongation|tensile strain|"
			"compressive strain|flexure strain|engineering strain|eng strain|"
			"nominal strain|nominaldehnung|nenndehnung;"
			"strain|dehnung|verformung|deformation|allongement|strain 1;"
			"extension|elongation|standardweg|standard travel|displacement|"
			"deplacement|stauchung|epsilon|e;"
			"crosshead strain"),
	/* Contacts and leads take their part of what is applied; what is sensed is the specimen's.
	 */
	[INS_VOLTAGE] = ("measured voltage|sense voltage|sensed voltage|voltage sense|v sense|"
			 "vsense;"
			 "voltage|spannung|tension;"
			 "source voltage|applied voltage;"
			 "potential|potentiel|bias|bias voltage|v|u|volt|volts;"
			 "source|reading|measured"),
	[INS_CURRENT] = ("current|strom|courant|measured current;i;stromstarke|intensite;"
			 "source|reading|measured"),
	[INS_RESISTANCE] = ("resistance|widerstand|electrical resistance;r|res;"
			    "reading|measured")};

/* Words that make another quantity of a name. */
static const char *const others[] = {"amp", "amplitude", "rate", "volt", "voltage", "phase", "freq",
	"frequency", "storage", "loss", "mod", "modulus", "stiff", "stiffness", "comp",
	"compliance", "damping", "hardness", "cmd", "command", "demand", "target", "setpoint",
	"std", "sd", "error", "noise", "max", "maximum", "min", "minimum", "peak", "final",
	"original", "initial", "average", "limit", "drift", "power", "velocity", "speed", "ratio",
	"energy", "density", "count", "counts", "cycles", "area", "axis", "complex", "squared",
	"log", "log10", "ln", "per", "unload", "sollwert", "consigne", "angle", "lateral",
	"transverse", "creep", "recovery", "valley", "trough", "threshold", "plastic", "residual",
	"tare", "dwell", "hold", "delay", "interval", "remaining", "set", "soll", "programmed",
	"increment", "contact", "commanded", "reference", "ref", "desired", "requested",
	"prescribed", "nominal", "nominale", NULL};

/* Words of what is not the specimen's in a circuit, and of a part of its resistance. */
static const char *const beside[] = {"change", "series", "lead", "shunt", NULL};

/* Words of strains and lengths across the axis of a test, where no load acts. */
static const char *const across[] = {"width", "radial", "radiale", "diametral", "diametrale",
	"diametric", "circumferential", "hoop", "laterale", "transversale", "transversal", "quer",
	"breite", "largeur", NULL};

/* Words of a stress by the section of the moment, or of a strain by the length of the moment. */
static const char *const momentary[] = {"true", "wahre", "vraie", "logarithmic", "logarithmische",
	"logarithmique", "hencky", "cauchy", NULL};

/* Words that make a channel less likely to be the one meant. */
static const char *const lesser[] = {"raw", "abs", "absolute", "absolue", "absolut", "act",
	"actual", "piezo", "motor", "uncorrected", "roh", "brut", "brute", NULL};

/* Words of what measures at the specimen, and of what moves the machine. */
static const char *const at_specimen[] = {"extensometer", "extensometre", "video", "dic", "optical",
	"laser", "gauge", "gage", "specimen", "sample", NULL};
static const char *const at_machine[] = {"crosshead", "traverse", "actuator", "stroke", NULL};

/* Words of a channel that is rid of a fault, and of the fault. */
static const char *const corrected[] = {"corrected", "compensated", "free", NULL};
static const char *const faults[] = {"drift", "compliance", "noise", "error", "thermal", "frame",
	"machine", "system", "and", NULL};

enum {
	CLASS = 1000,       /* from one rank of exact names to the next */
	CROSSHEAD = 3,      /* the rank of the crosshead, as displacement and as strain */
	LONGEST_NAME = 128, /* of a corrected channel */
};

static bool is_in(const char *const *list, const char *word, size_t length)
{
	for (; *list; list++)
		if (strlen(*list) == length && memcmp(*list, word, length) == 0)
			return true;
	return false;
}

/* The words of WORDS that stand in LIST. */
static int count_in(const char *const *list, const char *words)
{
	int count = 0;

	while (*words) {
		size_t length = strcspn(words, " ");

		count += is_in(list, words, length);
		words += length + (words[length] == ' ');
	}
	return count;
}

static int count_words(const char *words)
{
	int count = *words != 0;

	for (; *words; words++)
		count += *words == ' ';
	return count;
}

/* Where NAME, of LENGTH bytes, stands in WORDS as whole words, or NULL. */
static const char *find_name(const char *words, const char *name, size_t length)
{
	for (const char *p = words; *p; p++)
		if ((p == words || p[-1] == ' ') && strncmp(p, name, length) == 0 &&
			(p[length] == ' ' || !p[length]))
			return p;
	return NULL;
}

/* A short alias among other words says nothing; some words make another quantity of it, unless they
 * are the alias itself. What is measured at the specimen comes before what the crosshead shows. */
static int inexact_rank(
	enum ins_role role, const char *words, const char *name, size_t length, int rank)
{
	char alias[64];
	int behind;

	if (length < 3 || length >= sizeof alias)
		return INS_ALIAS_NONE;
	memcpy(alias, name, length);
	alias[length] = 0;
	if (count_in(others, words) > count_in(others, alias))
		return INS_ALIAS_NONE;
	behind = 2 * rank + 10 * count_words(words) +
		 5 * (count_in(lesser, words) + count_in(momentary, words));
	if ((role == INS_STRAIN || role == INS_DISPLACEMENT) && rank < CROSSHEAD &&
		behind < CLASS && count_in(at_specimen, words) && !count_in(at_machine, words))
		return (CROSSHEAD - 1) * CLASS + behind;
	return INS_ALIAS_INEXACT + behind;
}

bool ins_alias_is_momentary(const char *words)
{
	return count_in(momentary, words) > 0;
}

static int rank_as_named(enum ins_role role, const char *words)
{
	const char *name = aliases[role];
	int best = INS_ALIAS_NONE, rank = 0;

	while (*name) {
		size_t length = strcspn(name, "|;");
		int here = INS_ALIAS_NONE;

		if (strlen(words) == length && memcmp(words, name, length) == 0)
			here = rank * CLASS;
		else if (find_name(words, name, length))
			here = inexact_rank(role, words, name, length, rank);
		if (here < best)
			best = here;
		rank += name[length] == ';';
		name += length + (name[length] != 0);
	}
	return best;
}

/* The length of the words in LIST with which WORDS begin, each with the blank behind it. */
static size_t span(const char *const *list, const char *words)
{
	size_t at = 0;

	while (words[at]) {
		size_t length = strcspn(words + at, " ");

		if (!is_in(list, words + at, length))
			break;
		at += length + (words[at + length] == ' ');
	}
	return at;
}

/* Make "corrected displacement" of "thermal drift corrected displacement" and "displacement
 * corrected for drift"; whether WORDS are such a name, and where the channel itself begins. */
static bool cut_correction(const char *words, char out[LONGEST_NAME], const char **channel)
{
	size_t at = 0, whole = 0;

	if (strlen(words) + sizeof "corrected " > LONGEST_NAME)
		return false;
	while (words[at]) {
		size_t fault = span(faults, words + at), word = span(corrected, words + at + fault);
		const char *behind = words + at + fault + word;

		if (word && (fault || strncmp(words + at, "free", 4) != 0)) {
			whole = fault + word;
			if (strncmp(behind, "for ", 4) == 0)
				whole += 4 + span(faults, behind + 4);
			break;
		}
		at += strcspn(words + at, " ");
		at += words[at] == ' ';
	}
	snprintf(out, LONGEST_NAME, "corrected %.*s%s", (int)at, words, words + at + whole);
	*channel = out + strlen("corrected ");
	if (out[strlen(out) - 1] == ' ')
		out[strlen(out) - 1] = 0;
	return whole && **channel;
}

int ins_alias_rank(enum ins_role role, const char *words)
{
	char name[LONGEST_NAME];
	const char *channel;
	int with, without;

	if ((role == INS_STRAIN || role == INS_DISPLACEMENT) && count_in(across, words))
		return INS_ALIAS_NONE;
	if ((role == INS_VOLTAGE || role == INS_CURRENT || role == INS_RESISTANCE) &&
		count_in(beside, words))
		return INS_ALIAS_NONE;
	if (!cut_correction(words, name, &channel))
		return rank_as_named(role, words);
	with = rank_as_named(role, name);
	without = rank_as_named(role, channel);
	/* What is rid of a fault comes before the same channel with it. */
	if (without < INS_ALIAS_NONE)
		without--;
	return with < without ? with : without;
}
