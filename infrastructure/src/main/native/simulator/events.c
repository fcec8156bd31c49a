#include "events.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_THREADS 16

typedef struct event {
    struct event *next;
    int64_t due_ms;
    int64_t request;
    int32_t kind;
    size_t bytes;
    max_align_t record[];
} event;

struct events {
    pthread_mutex_t lock;
    pthread_mutex_t session_lock;
    pthread_cond_t arrived;
    event *first;
    event *last;
    event *later; /* delayed events, unordered, because there are few */
    int stopping;
    int64_t count;
    faults faults;
    exchange_listener listener;
    void *context;
    pthread_t threads[MOST_THREADS];
    int thread_count;
};

int64_t monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void sleep_ms(int64_t milliseconds) {
    struct timespec left = {.tv_sec = (time_t)(milliseconds / 1000), .tv_nsec = (long)(milliseconds % 1000) * 1000000L};
    while (milliseconds > 0 && nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

static void append(events *queue, event *added) {
    added->next = NULL;
    if (queue->last == NULL) {
        queue->first = added;
    } else {
        queue->last->next = added;
    }
    queue->last = added;
}

/* Removes and returns the next event. If none is due, returns NULL and sets *wait_ms: how long until one may be, -1: unknown. */
static event *take(events *queue, int64_t *wait_ms) {
    int64_t now = monotonic_ms();
    *wait_ms = -1;
    for (event **at = &queue->later; *at != NULL;) {
        event *later = *at;
        if (later->due_ms <= now) {
            *at = later->next;
            append(queue, later);
        } else {
            if (*wait_ms < 0 || later->due_ms - now < *wait_ms) {
                *wait_ms = later->due_ms - now;
            }
            at = &later->next;
        }
    }
    event *head = queue->first;
    if (head != NULL) {
        queue->first = head->next;
        if (queue->first == NULL) {
            queue->last = NULL;
        }
    }
    return head;
}

static void wait_for_more(events *queue, int64_t wait_ms) {
    if (wait_ms < 0) {
        pthread_cond_wait(&queue->arrived, &queue->lock);
        return;
    }
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (time_t)(wait_ms / 1000);
    until.tv_nsec += (long)(wait_ms % 1000 + 1) * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000L;
    }
    pthread_cond_timedwait(&queue->arrived, &queue->lock, &until);
}

/* How often to deliver an event: once, unless a fault is turned on. */
static int times(events *queue, const event *one) {
    if (one->kind == EXCHANGE_EVENT_SESSION) {
        return 1;
    }
    queue->count++;
    if (queue->faults.lose_every > 0 && queue->count % queue->faults.lose_every == 0) {
        return 0;
    }
    return queue->faults.repeat_every > 0 && queue->count % queue->faults.repeat_every == 0 ? 2 : 1;
}

static void *deliver(void *argument) {
    events *queue = argument;
    pthread_mutex_lock(&queue->lock);
    while (!queue->stopping) {
        int64_t wait_ms;
        event *next = take(queue, &wait_ms);
        if (next == NULL) {
            wait_for_more(queue, wait_ms);
            continue;
        }
        int repetitions = times(queue, next);
        int is_session = next->kind == EXCHANGE_EVENT_SESSION;
        if (is_session) {
            /* Session events are delivered one at a time and in order: the next one waits here, with the queue locked. */
            pthread_mutex_lock(&queue->session_lock);
        }
        pthread_mutex_unlock(&queue->lock);
        for (int i = 0; i < repetitions; i++) {
            queue->listener(queue->context, next->kind, next->request, next->record);
        }
        free(next);
        if (is_session) {
            pthread_mutex_unlock(&queue->session_lock);
        }
        pthread_mutex_lock(&queue->lock);
    }
    pthread_mutex_unlock(&queue->lock);
    return NULL;
}

events *events_start(exchange_listener listener, void *context, const faults *faults) {
    events *queue = calloc(1, sizeof *queue);
    if (queue == NULL) {
        return NULL;
    }
    queue->listener = listener;
    queue->context = context;
    queue->faults = *faults;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_mutex_init(&queue->session_lock, NULL);
    pthread_cond_init(&queue->arrived, NULL);
    while (queue->thread_count < faults->callback_threads) {
        if (pthread_create(&queue->threads[queue->thread_count], NULL, deliver, queue) != 0) {
            events_stop(queue);
            return NULL;
        }
        queue->thread_count++;
    }
    return queue;
}

int events_post(events *queue, int32_t kind, int64_t request, const void *record, size_t bytes, int64_t delay_ms) {
    event *posted = malloc(sizeof *posted + bytes);
    if (posted == NULL) {
        return 0;
    }
    memset(posted, 0, sizeof *posted);
    posted->kind = kind;
    posted->request = request;
    posted->bytes = bytes;
    memcpy(posted->record, record, bytes);
    pthread_mutex_lock(&queue->lock);
    if (delay_ms > 0) {
        posted->due_ms = monotonic_ms() + delay_ms;
        posted->next = queue->later;
        queue->later = posted;
    } else {
        append(queue, posted);
    }
    pthread_cond_signal(&queue->arrived);
    pthread_mutex_unlock(&queue->lock);
    return 1;
}

static void free_all(event *head) {
    while (head != NULL) {
        event *next = head->next;
        free(head);
        head = next;
    }
}

void events_stop(events *queue) {
    if (queue == NULL) {
        return;
    }
    pthread_mutex_lock(&queue->lock);
    queue->stopping = 1;
    pthread_cond_broadcast(&queue->arrived);
    pthread_mutex_unlock(&queue->lock);
    for (int i = 0; i < queue->thread_count; i++) {
        pthread_join(queue->threads[i], NULL);
    }
    free_all(queue->first);
    free_all(queue->later);
    pthread_cond_destroy(&queue->arrived);
    pthread_mutex_destroy(&queue->session_lock);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}
