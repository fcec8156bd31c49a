/* Options of the simulated exchange, including the faults that it injects. */
#ifndef AFTM_SIMULATOR_OPTIONS_H
#define AFTM_SIMULATOR_OPTIONS_H

#include "../exchange_dll.h"

#define MAX_LISTED 64

/* Orders and events are counted from 1, starting at exchange_open. 0 turns a fault off and is the default unless stated. */
typedef struct faults {
    int64_t delay_ms;         /* additional duration of each order call */
    int64_t hang_at;          /* the call of this order hangs after the order was received */
    int64_t hang_ms;          /* for how long; 0: for ever */
    int64_t refuse_every;     /* every n-th order is rejected */
    int64_t disconnect_every; /* every n-th order is received, but the connection breaks before the reply */
    int64_t disconnect_ms;    /* for how long; default 1000 */
    int64_t lose_every;       /* every n-th event is lost, except events of the session */
    int64_t bust_every;       /* every n-th fill is voided at the next trade or order; every other time before it is reported */
    int64_t correct_every;    /* every n-th fill is corrected likewise, unless it is busted: a point dearer, a contract less */
    int64_t repeat_every;     /* every n-th event is delivered twice, except events of the session */
    int64_t callback_threads; /* number of threads that deliver events, 1 to 16, in any order; default 1 */
    int64_t crash_at;         /* the process crashes in the call of this order … */
    int64_t crash_before;     /* … before (1) or after (0) the exchange has received it */
    int64_t refuse_login;     /* 1: every login is rejected */
    int64_t live_ticks_ms;    /* above 0: pretend to be a real exchange, and generate a tick at this interval */
} faults;

typedef struct options {
    char *ledger; /* NULL: no ledger */
    char *accounts[MAX_LISTED];
    int account_count; /* 0: any */
    exchange_instrument instruments[MAX_LISTED];
    int instrument_count;
    int64_t latency_ms;
    char encoding[EXCHANGE_CODE_BYTES];
    faults faults;
} options;

/* Parses the options of exchange_open. Returns 0, with a sentence in *why, if an option is not allowed. */
int options_parse(const char *given, options *out, exchange_status *why);

void options_free(options *out);

#endif
