/* The queue of events: events are copied, queued, and delivered to the listener by the library's own threads. */
#ifndef AFTM_SIMULATOR_EVENTS_H
#define AFTM_SIMULATOR_EVENTS_H

#include "options.h"

#include <stddef.h>

typedef struct events events;

/* Starts the threads; returns NULL if memory or threads ran out. */
events *events_start(exchange_listener listener, void *context, const faults *faults);

/* Queues an event, to be delivered after `delay_ms` or later; returns 0 if memory ran out. */
int events_post(events *queue, int32_t kind, int64_t request, const void *record, size_t bytes, int64_t delay_ms);

/* Ends the threads without delivering the remaining events. NULL is allowed. */
void events_stop(events *queue);

/* A monotonic clock, in milliseconds. */
int64_t monotonic_ms(void);

/* Suspends the calling thread. */
void sleep_ms(int64_t milliseconds);

#endif
