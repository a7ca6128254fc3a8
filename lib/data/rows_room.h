/* rows_room - what the reader of rows asks of their arrays. */
#ifndef INSITU_ROWS_ROOM_H
#define INSITU_ROWS_ROOM_H

#include "data/rows.h"

/* Make room for at least one row more. Returns INS_OK or INS_ENOMEM. */
int ins_rows_grow(struct ins_rows *rows, struct ins_err *err);

#endif
