/* The simulated exchange's ledger: JSON lines, appended before each answer and read again at the next start. */
#ifndef AFTM_SIMULATOR_LEDGER_H
#define AFTM_SIMULATOR_LEDGER_H

#include "../exchange_dll.h"
#include "text.h"

typedef struct ledger ledger;

#define LEDGER_MOST_FIELDS 24

/* A line that was read; its texts are valid until the next line is read. */
typedef struct ledger_line {
    const char *names[LEDGER_MOST_FIELDS];
    const char *values[LEDGER_MOST_FIELDS]; /* strings without quotes; numbers and booleans unchanged */
    int count;
} ledger_line;

/* Opens or creates the file and locks it; removes an incomplete last line. On failure returns NULL, with a sentence in *why. */
ledger *ledger_open(const char *path, exchange_status *why);

/* Reads the next line. Returns 1, 0 at the end, or -1 if the line is damaged. */
int ledger_read(ledger *file, ledger_line *line);

/* The number of lines that were read. */
int64_t ledger_lines(const ledger *file);

/* A field's value; NULL if the line lacks the field. */
const char *ledger_field(const ledger_line *line, const char *name);

/* Appends a line and passes it to the operating system. Returns 0 if it could not be written; then nothing is written. */
int ledger_append(ledger *file, const text *line);

/* Closes and unlocks the file. NULL is allowed. */
void ledger_close(ledger *file);

#endif
