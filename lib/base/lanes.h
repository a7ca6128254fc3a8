/* lanes - four doubles side by side, with the same bits on wide and on narrow machines. */
#ifndef INSITU_LANES_H
#define INSITU_LANES_H

/* Below this level gcc leaves loops as they are and lanes in memory; clang needs no telling. */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3")
#endif

/*
 * A function marked INS_WIDE is built twice, and the machine picks the version that it can run.
 * Both hold the same operations in the same order: a sum is kept in INS_LANES partial sums
 * whatever the width of the registers, and no multiply-add is contracted. INS_NARROW leaves
 * the wide version out, so that a test can hold one against the other.
 */
#if defined __x86_64__ && defined __gnu_linux__ && !defined INS_NARROW
#define INS_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define INS_WIDE
#endif

/* A part of such functions: it must be built with them, for the machine that they are for. */
#define INS_INLINE static inline __attribute__((always_inline))

#define INS_LANES 4

/* Whether the compiler can rearrange lanes (clang, gcc from 12). */
#if defined __has_builtin
#if __has_builtin(__builtin_shufflevector)
#define INS_SHUFFLES 1
#endif
#endif
#ifndef INS_SHUFFLES
#define INS_SHUFFLES 0
#endif

/* Arithmetic on it is lane by lane. Never an argument: how it is passed differs by machine. */
typedef double ins_lanes __attribute__((vector_size(INS_LANES * sizeof(double))));

#endif
