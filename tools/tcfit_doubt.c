/* tcfit: answers that are likely to be a mistake of the person who asked, told as remarks. */
#include "tcfit.h"

void tcfit_doubt_preload(const struct ins_cli *cli, const char *name, const struct curve *curve)
{
	if (!(curve->preload_share > 0))
		return;
	ins_cli_remark(cli,
		"%s: begins with a hold at %.4g uN, %.2g %% of the greatest load, taken as a "
		"preload%s; if the cell was not tared, --contact=tare makes that zero",
		name, curve->preload_uN, 100 * curve->preload_share,
		curve->preload_shared ? ", of which the device's share is not known" : "");
}

void tcfit_doubt_zero(const struct ins_cli *cli, const char *name, const struct curve *curve)
{
	if (curve->begin_share > 0)
		ins_cli_remark(cli,
			"%s: begins at %.2g %% of the greatest load, without an approach that "
			"would show the zero of load; a cell that was not tared moves all stresses",
			name, 100 * curve->begin_share);
}

void tcfit_doubt_modulus(
	const struct ins_cli *cli, const char *name, const struct ins_elastic *elastic)
{
	if (elastic->toe_strain > 0.1)
		ins_cli_remark(cli,
			"%s: the steepest part of the curve begins at %.3g %% of strain, and was "
			"taken as elastic; --modulus=window:LO:HI chooses another",
			name, 100 * elastic->toe_strain);
}
