/* completion - the option table as the completion of a shell. */
#include "face/completion.h"

#include <string.h>

#include "face/options.h"

/* What completes the argument of an option. */
enum completes { BY_NOTHING, BY_WORDS, BY_FILES };

static enum completes completes(const struct ins_option *option)
{
	if (option->kind == INS_INPUT || option->kind == INS_OUTPUT)
		return BY_FILES;
	return option->choices ? BY_WORDS : BY_NOTHING;
}

/* How one option is written. */
typedef void writer(const struct ins_program *program, const struct ins_option *option, FILE *file);

/* Those that help does not show are not completed either. */
static void for_each(const struct ins_program *program, writer *write, FILE *file)
{
	const struct ins_option *table[] = {program->options, ins_options_common(program->takes)};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (const struct ins_option *option = table[i]; option->name; option++)
			if (option->help)
				write(program, option, file);
}

/* C as it stands within single quotes, with a backslash if it is one of SPECIAL. */
static void put_char(char c, const char *special, FILE *file)
{
	if (c == '\'')
		fprintf(file, "'\\'");
	else if (strchr(special, c))
		putc('\\', file);
	putc(c, file);
}

static void put_text(const char *text, const char *special, FILE *file)
{
	for (; *text; text++)
		put_char(*text, special, file);
}

/* The choices "a|b" as "a b". */
static void put_choices(const struct ins_option *option, const char *special, FILE *file)
{
	for (const char *p = option->choices; *p; p++)
		put_char(*p == '|' ? ' ' : *p, special, file);
}

/* The branch of an option that takes an argument: its words, none, or the files of `complete`. */
static void bash_branch(
	const struct ins_program *program, const struct ins_option *option, FILE *file)
{
	(void)program;
	if (!option->argument)
		return;
	fprintf(file, "\t--%s", option->name);
	if (option->letter)
		fprintf(file, " | -%c", option->letter);
	fprintf(file, ") ");
	switch (completes(option)) {
	case BY_FILES:
		fprintf(file, "return ;;\n");
		return;
	case BY_WORDS:
		fprintf(file, "words='");
		put_choices(option, "", file);
		fprintf(file, "' ;;\n");
		return;
	case BY_NOTHING:
		fprintf(file, ";;\n");
		return;
	}
}

static void bash_name(
	const struct ins_program *program, const struct ins_option *option, FILE *file)
{
	(void)program;
	fprintf(file, " --%s%s", option->name, option->argument ? "=" : "");
}

static void write_bash(const struct ins_program *program, FILE *file)
{
	fprintf(file,
		"# Completion of %s in bash, as '%s --completion=bash' prints it.\n"
		"_%s()\n{\n"
		"\tlocal words= word=${COMP_WORDS[COMP_CWORD]} "
		"option=${COMP_WORDS[COMP_CWORD - 1]}\n\n"
		"\tCOMPREPLY=()\n"
		"\t# To bash, '=' is a word of its own.\n"
		"\tif [ \"$word\" = '=' ]; then\n"
		"\t\tword=\n"
		"\telif [ \"$option\" = '=' ]; then\n"
		"\t\toption=${COMP_WORDS[COMP_CWORD - 2]}\n"
		"\tfi\n"
		"\tcase $option in\n",
		program->name, program->name, program->name);
	for_each(program, bash_branch, file);
	fprintf(file, "\t*)\n"
		      "\t\tcase $word in -*) ;; *) return ;; esac\n"
		      "\t\twords='");
	for_each(program, bash_name, file);
	fprintf(file,
		"'\n\t\t;;\n\tesac\n"
		"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
		"\tcase ${COMPREPLY-} in\n"
		"\t'') compopt +o default ;;\n"
		"\t*[=:]) compopt -o nospace ;;\n"
		"\tesac\n"
		"}\n"
		"complete -o default -F _%s %s\n",
		program->name, program->name);
}

static void zsh_argument(const struct ins_option *option, const char *special, FILE *file)
{
	putc(':', file);
	put_text(option->argument, special, file);
	if (option->example) {
		fprintf(file, ", such as ");
		put_text(option->example, special, file);
	}
	putc(':', file);
	switch (completes(option)) {
	case BY_FILES:
		fprintf(file, "_files");
		return;
	case BY_WORDS:
		/* Words that something follows get no blank. */
		fprintf(file, strchr(option->choices, ':') ? "{compadd -S \"\" -- " : "(");
		put_choices(option, special, file);
		putc(strchr(option->choices, ':') ? '}' : ')', file);
		return;
	case BY_NOTHING:
		putc(' ', file);
		return;
	}
}

/* A name with its letter, of which either rules out the other, then what it is. */
static void zsh_option(
	const struct ins_program *program, const struct ins_option *option, FILE *file)
{
	static const char special[] = "[]:\\";
	const char *name = option->name, *sign = option->argument ? "=" : "";

	(void)program;
	if (option->letter)
		fprintf(file, " \\\n\t'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, name,
			option->letter, option->argument ? "+" : "", name, sign);
	else
		fprintf(file, " \\\n\t'%s--%s%s[", strcmp(name, "channel") == 0 ? "*" : "", name,
			sign);
	put_text(option->help, special, file);
	putc(']', file);
	if (option->argument)
		zsh_argument(option, special, file);
	putc('\'', file);
}

static void write_zsh(const struct ins_program *program, FILE *file)
{
	fprintf(file,
		"#compdef %s\n"
		"# Completion of %s in zsh, as '%s --completion=zsh' prints it.\n"
		"_arguments -s -S",
		program->name, program->name, program->name);
	for_each(program, zsh_option, file);
	fprintf(file, " \\\n\t'*:FILE:_files'\n");
}

static void fish_option(
	const struct ins_program *program, const struct ins_option *option, FILE *file)
{
	fprintf(file, "complete -c %s -l %s", program->name, option->name);
	if (option->letter)
		fprintf(file, " -s %c", option->letter);
	if (option->argument)
		fprintf(file, completes(option) == BY_FILES ? " -r -F" : " -x");
	if (option->choices) {
		fprintf(file, " -a '");
		put_choices(option, "", file);
		fprintf(file, "'");
	}
	fprintf(file, " -d '");
	put_text(option->help, "\\", file);
	fprintf(file, "'\n");
}

static void write_fish(const struct ins_program *program, FILE *file)
{
	fprintf(file, "# Completion of %s in fish, as '%s --completion=fish' prints it.\n",
		program->name, program->name);
	for_each(program, fish_option, file);
}

void ins_completion_write(const struct ins_program *program, const char *shell, FILE *file)
{
	if (strcmp(shell, "bash") == 0)
		write_bash(program, file);
	else if (strcmp(shell, "zsh") == 0)
		write_zsh(program, file);
	else
		write_fish(program, file);
}
