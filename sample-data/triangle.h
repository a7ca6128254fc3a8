/* triangle - steady responses of linear solids to a triangular load, in closed form. */
#ifndef INSITU_TRIANGLE_H
#define INSITU_TRIANGLE_H

/* A triangle of half range 1, -1 at phase 0 (in cycles); it rests at either end for the share
 * DWELL of a cycle. */
double triangle_load(double phase, double dwell);

/* The steady y of tau y' + y = triangle, tau in cycles: on the rising half a line that lags
 * by tau, and an exponential that heals the corner; the falling half is its negative. */
double triangle_relaxed(double phase, double tau);

/* A standard linear solid, J = unrelaxed (1 + strength/(1 + i w tau)). */
struct triangle_solid {
	double unrelaxed, strength;
	double w_tau; /* at the frequency of the test */
};

/* The solid of this damping tan d = D y/(1 + D + y^2), the branch of small y = w tau, and of
 * this storage modulus. */
struct triangle_solid triangle_solid(double storage, double damping, double strength);

/* Its strain under a triangle of half range 1; half of the strain's range, which ends where
 * the load turns (for strengths up to 1); and the area of the loop,
 * (64/pi^3) J_U D y [pi^2/8 - (pi y/4) tanh(pi/(2 y))]. */
double triangle_strain(const struct triangle_solid *solid, double phase);
double triangle_half_range(const struct triangle_solid *solid);
double triangle_energy(const struct triangle_solid *solid);

#endif
