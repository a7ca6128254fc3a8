/* analyse.h - what an analyser that reads one file at a time cannot know: a function that fails says so. */
#include "base/err.h"

#define ins_fail(err, status, ...) (ins_fail(err, status, __VA_ARGS__), (status))
#define ins_fail_memory(err, what, size) (ins_fail_memory(err, what, size), INS_ENOMEM)
#define ins_status_of_errno(status) (ins_status_of_errno(status) ? INS_ENOMEM : (status))
