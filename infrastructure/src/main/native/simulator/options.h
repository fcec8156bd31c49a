/* How the simulated exchange behaves, and what it does wrong when it is told to. */
#ifndef AFTM_SIMULATOR_OPTIONS_H
#define AFTM_SIMULATOR_OPTIONS_H

#include "../exchange_dll.h"

#define MAX_LISTED 64

/* Orders and events are counted from 1, from exchange_open on; 0 switches a fault off, and is the default unless told. */
typedef struct faults {
    int64_t delay_ms;         /* each order call takes so long more */
    int64_t hang_at;          /* the order that is received, and whose call then hangs */
    int64_t hang_ms;          /* for how long; 0: for ever */
    int64_t refuse_every;     /* every so-many-th order is refused */
    int64_t disconnect_every; /* every so-many-th order is received, but the line goes down before the reply */
    int64_t disconnect_ms;    /* for how long; 1000 */
    int64_t lose_every;       /* every so-many-th event is lost; the session's excepted */
    int64_t repeat_every;     /* every so-many-th event comes twice; the session's excepted */
    int64_t callback_threads; /* events come from so many threads, 1 to 16, in any order; 1 */
    int64_t crash_at;         /* the process dies in the call of this order … */
    int64_t crash_before;     /* … before (1) or after (0) the exchange has received it */
    int64_t refuse_login;     /* 1: nobody is let in */
    int64_t live_ticks_ms;    /* above 0: it is no simulation, it says, and makes a tick every so many milliseconds */
} faults;

typedef struct options {
    char *ledger; /* NULL: none is kept */
    char *accounts[MAX_LISTED];
    int account_count; /* 0: any */
    exchange_instrument instruments[MAX_LISTED];
    int instrument_count;
    int64_t latency_ms;
    char encoding[EXCHANGE_CODE_BYTES];
    faults faults;
} options;

/* Reads options as exchange_open is given them; 0, and a sentence in *why, where one is not allowed. */
int options_parse(const char *given, options *out, exchange_status *why);

void options_free(options *out);

#endif
