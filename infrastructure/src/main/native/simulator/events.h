/* Events on their way to the listener: copied, queued, delivered by threads of the library's own. */
#ifndef AFTM_SIMULATOR_EVENTS_H
#define AFTM_SIMULATOR_EVENTS_H

#include "options.h"

#include <stddef.h>

typedef struct events events;

/* NULL where memory or threads ran out. */
events *events_start(exchange_listener listener, void *context, const faults *faults);

/* Queues an event to be delivered in `delay_ms` or later; 0 where memory ran out. */
int events_post(events *queue, int32_t kind, int64_t request, const void *record, size_t bytes, int64_t delay_ms);

/* Ends the threads; what is still queued is not delivered. NULL is allowed. */
void events_stop(events *queue);

/* Milliseconds of a clock that only goes forward. */
int64_t monotonic_ms(void);

/* Lets the calling thread sleep. */
void sleep_ms(int64_t milliseconds);

#endif
