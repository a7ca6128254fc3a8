/* triangle - steady responses of linear solids to a triangular load, in closed form. */
#include "triangle.h"

#include <gsl/gsl_math.h>
#include <math.h>

double triangle_load(double phase, double dwell)
{
	double share = phase - floor(phase), half = share < 0.5 ? share : share - 0.5;
	double rise = half < dwell ? -1 : -1 + 2 * (half - dwell) / (0.5 - dwell);

	return share < 0.5 ? rise : -rise;
}

double triangle_relaxed(double phase, double tau)
{
	double share = phase - floor(phase), half = share < 0.5 ? share : share - 0.5;
	double corner = 8 * tau / (1 + exp(-0.5 / tau));
	double y = -1 + 4 * (half - tau) + corner * exp(-half / tau);

	return share < 0.5 ? y : -y;
}

struct triangle_solid triangle_solid(double storage, double damping, double strength)
{
	struct triangle_solid solid = {.strength = strength};
	double half = strength / (2 * damping), y = half - sqrt(half * half - 1 - strength);
	double real = 1 + strength / (1 + y * y), imaginary = strength * y / (1 + y * y);

	solid.w_tau = y;
	solid.unrelaxed = real / (real * real + imaginary * imaginary) / storage;
	return solid;
}

double triangle_strain(const struct triangle_solid *solid, double phase)
{
	return solid->unrelaxed *
	       (triangle_load(phase, 0) +
		       solid->strength * triangle_relaxed(phase, solid->w_tau / (2 * M_PI)));
}

double triangle_half_range(const struct triangle_solid *solid)
{
	double y = solid->w_tau;

	return solid->unrelaxed * (1 + solid->strength * (1 - 2 * y / M_PI * tanh(M_PI / (2 * y))));
}

double triangle_energy(const struct triangle_solid *solid)
{
	double y = solid->w_tau;

	return 64 / pow(M_PI, 3) * solid->unrelaxed * solid->strength * y *
	       (M_PI * M_PI / 8 - M_PI * y / 4 * tanh(M_PI / (2 * y)));
}
