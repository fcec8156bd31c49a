/* The simulated exchange's own record: JSON lines, appended before anything is answered, read again at the next start. */
#ifndef AFTM_SIMULATOR_LEDGER_H
#define AFTM_SIMULATOR_LEDGER_H

#include "../exchange_dll.h"
#include "text.h"

typedef struct ledger ledger;

#define LEDGER_MOST_FIELDS 24

/* A line that was read; its texts are valid until the next one is. */
typedef struct ledger_line {
    const char *names[LEDGER_MOST_FIELDS];
    const char *values[LEDGER_MOST_FIELDS]; /* texts without their quotes; numbers and truths as they stand */
    int count;
} ledger_line;

/* Opens, or makes, and locks the file; a torn last line is cut off. NULL, and a sentence in *why, where it cannot. */
ledger *ledger_open(const char *path, exchange_status *why);

/* Reads the next line: 1; 0 at the end; -1 where it is damaged. */
int ledger_read(ledger *file, ledger_line *line);

/* How many lines were read. */
int64_t ledger_lines(const ledger *file);

/* A field's value; NULL where the line has none. */
const char *ledger_field(const ledger_line *line, const char *name);

/* Appends a line and hands it to the operating system; 0 where it could not be written, and then nothing is. */
int ledger_append(ledger *file, const text *line);

/* NULL is allowed. */
void ledger_close(ledger *file);

#endif
