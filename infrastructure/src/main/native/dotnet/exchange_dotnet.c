/*
 * Implements exchange_dll.h for a broker's .NET library: each function is passed to the adapter, which is managed code, on
 * this library's own thread. No Java thread ever runs managed code: the .NET runtime would take over that thread's signals
 * and stack, and a null check or a stack overflow in Java would then end the process.
 */
#include "exchange_table.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

#define STACK_BYTES (8 << 20)
#define PATH_BYTES 4096

struct exchange {
    int32_t id;
};

typedef enum call_kind {
    CALL_OPEN,
    CALL_DESCRIBE,
    CALL_LOGIN,
    CALL_LOGOUT,
    CALL_ACCOUNTS,
    CALL_INSTRUMENTS,
    CALL_TRADING_DAY,
    CALL_SEND_ORDER,
    CALL_CANCEL_ORDER,
    CALL_REPLACE_ORDER,
    CALL_FIND_ORDERS,
    CALL_QUERY_FILLS,
    CALL_QUERY_POSITIONS,
    CALL_QUERY_MARGIN,
    CALL_SUBSCRIBE,
    CALL_FEED,
    CALL_COUNTS,
    CALL_CLOSE
} call_kind;

/* One call to the managed thread; the caller waits until it is done. */
typedef struct call {
    call_kind kind;
    int32_t session;
    const void *in;
    const void *in2;
    void *out;
    void *out2;
    exchange_listener listener;
    int64_t wide;
    int32_t number;
    int32_t result;
    int done;
} call;

static enum { NOT_STARTED, STARTING, RUNNING, FAILED } runtime_state = NOT_STARTED;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static call *waiting;
static exchange_table table;
static char failure[EXCHANGE_TEXT_BYTES];

static int32_t dispatch(call *c) {
    switch (c->kind) {
        case CALL_OPEN: return table.open(c->in, c->listener, c->out2, &c->session, c->out);
        case CALL_DESCRIBE: return table.describe(c->session, c->out);
        case CALL_LOGIN: return table.login(c->session, c->in, c->in2, c->number);
        case CALL_LOGOUT: return table.logout(c->session);
        case CALL_ACCOUNTS: return table.accounts(c->session, c->out, c->number);
        case CALL_INSTRUMENTS: return table.instruments(c->session, c->out, c->number);
        case CALL_TRADING_DAY: return table.trading_day(c->session);
        case CALL_SEND_ORDER: return table.send_order(c->session, c->in, c->out);
        case CALL_CANCEL_ORDER: return table.cancel_order(c->session, c->in, c->in2, c->out);
        case CALL_REPLACE_ORDER: return table.replace_order(c->session, c->in, c->in2, c->wide, c->number, c->out);
        case CALL_FIND_ORDERS: return table.find_orders(c->session, c->wide, c->in, c->number);
        case CALL_QUERY_FILLS: return table.query_fills(c->session, c->wide);
        case CALL_QUERY_POSITIONS: return table.query_positions(c->session, c->wide);
        case CALL_QUERY_MARGIN: return table.query_margin(c->session, c->wide, c->in);
        case CALL_SUBSCRIBE: return table.subscribe(c->session, c->in);
        case CALL_FEED: return table.feed(c->session, c->in, c->number);
        case CALL_COUNTS: return table.counts(c->session, c->out, c->out2);
        case CALL_CLOSE: return table.close(c->session);
    }
    return EXCHANGE_E_FAILED;
}

/* The folder of this library, which also contains the adapter and the broker's assembly. */
static int own_folder(char *folder, size_t capacity) {
#if defined(_WIN32)
    HMODULE self;
    if (!GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
            (LPCSTR)(void *)&table, &self)) {
        return 0;
    }
    DWORD length = GetModuleFileNameA(self, folder, (DWORD)capacity);
    if (length == 0 || length >= capacity) {
        return 0;
    }
    char *end = strrchr(folder, '\\');
#else
    Dl_info self;
    if (dladdr((void *)&table, &self) == 0 || strlen(self.dli_fname) >= capacity) {
        return 0;
    }
    strcpy(folder, self.dli_fname);
    char *end = strrchr(folder, '/');
#endif
    if (end == NULL) {
        return 0;
    }
    *end = '\0';
    return 1;
}

static int start_runtime(void) {
    char folder[PATH_BYTES];
    for (int32_t structure = 1; structure <= EXCHANGE_LAYOUT_ANSWER; structure++) {
        table.sizes[structure] = exchange_layout(structure, NULL, 0);
    }
    if (!own_folder(folder, sizeof folder)) {
        snprintf(failure, sizeof failure, "The folder of this library cannot be determined.");
        return 0;
    }
    return boot_runtime(folder, &table, failure, sizeof failure);
}

/* The .NET runtime's main thread, which makes every managed call and never ends. */
static void *managed_thread(void *unused) {
    (void)unused;
    int started = start_runtime();
    pthread_mutex_lock(&mutex);
    runtime_state = started ? RUNNING : FAILED;
    pthread_cond_broadcast(&changed);
    while (started) {
        while (waiting == NULL) {
            pthread_cond_wait(&changed, &mutex);
        }
        call *next = waiting;
        waiting = NULL;
        pthread_mutex_unlock(&mutex);
        next->result = dispatch(next);
        pthread_mutex_lock(&mutex);
        next->done = 1;
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&mutex);
    return NULL;
}

static int ensure_runtime(void) {
    pthread_mutex_lock(&mutex);
    if (runtime_state == NOT_STARTED) {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setstacksize(&attributes, STACK_BYTES);
        runtime_state = STARTING;
        if (pthread_create(&thread, &attributes, managed_thread, NULL) == 0) {
            pthread_detach(thread);
        } else {
            snprintf(failure, sizeof failure, "The thread for the .NET runtime cannot be started.");
            runtime_state = FAILED;
        }
        pthread_attr_destroy(&attributes);
    }
    while (runtime_state == STARTING) {
        pthread_cond_wait(&changed, &mutex);
    }
    int running = runtime_state == RUNNING;
    pthread_mutex_unlock(&mutex);
    return running;
}

/* Makes a call on the managed thread. Only one caller at a time, as exchange_dll.h requires. */
static int32_t make(call *c) {
    pthread_mutex_lock(&mutex);
    waiting = c;
    pthread_cond_broadcast(&changed);
    while (!c->done) {
        pthread_cond_wait(&changed, &mutex);
    }
    pthread_mutex_unlock(&mutex);
    return c->result;
}

int32_t exchange_open(
    const char *options, exchange_listener listener, void *context, exchange **out, exchange_status *why) {
    if (options == NULL || listener == NULL || out == NULL || why == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    *out = NULL;
    memset(why, 0, sizeof *why);
    if (!ensure_runtime()) {
        snprintf(why->text, sizeof why->text, "%s", failure);
        return EXCHANGE_E_FAILED;
    }
    exchange *session = calloc(1, sizeof *session);
    if (session == NULL) {
        return EXCHANGE_E_MEMORY;
    }
    call c = {.kind = CALL_OPEN, .in = options, .listener = listener, .out = why, .out2 = context};
    int32_t result = make(&c);
    if (result != EXCHANGE_OK) {
        free(session);
        return result;
    }
    session->id = c.session;
    *out = session;
    return EXCHANGE_OK;
}

int32_t exchange_describe(exchange *session, exchange_description *out) {
    if (session == NULL || out == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_DESCRIBE, .session = session->id, .out = out});
}

int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes) {
    if (session == NULL || user == NULL || password == NULL || password_bytes < 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){
        .kind = CALL_LOGIN, .session = session->id, .in = user, .in2 = password, .number = password_bytes});
}

int32_t exchange_logout(exchange *session) {
    return session == NULL ? EXCHANGE_E_ARGUMENT : make(&(call){.kind = CALL_LOGOUT, .session = session->id});
}

int32_t exchange_accounts(exchange *session, char *out, int32_t capacity) {
    if (session == NULL || capacity < 0 || (capacity > 0 && out == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_ACCOUNTS, .session = session->id, .out = out, .number = capacity});
}

int32_t exchange_instruments(exchange *session, exchange_instrument *out, int32_t capacity) {
    if (session == NULL || capacity < 0 || (capacity > 0 && out == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_INSTRUMENTS, .session = session->id, .out = out, .number = capacity});
}

int32_t exchange_trading_day(exchange *session) {
    return session == NULL ? EXCHANGE_E_ARGUMENT : make(&(call){.kind = CALL_TRADING_DAY, .session = session->id});
}

int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_reply *reply) {
    if (session == NULL || order == NULL || reply == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    memset(reply, 0, sizeof *reply);
    return make(&(call){.kind = CALL_SEND_ORDER, .session = session->id, .in = order, .out = reply});
}

int32_t exchange_cancel_order(
    exchange *session, const char *account, const char *order_serial, exchange_reply *reply) {
    if (session == NULL || account == NULL || order_serial == NULL || reply == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    memset(reply, 0, sizeof *reply);
    return make(&(call){
        .kind = CALL_CANCEL_ORDER, .session = session->id, .in = account, .in2 = order_serial, .out = reply});
}

int32_t exchange_replace_order(
    exchange *session, const char *account, const char *order_serial, int64_t price, int32_t quantity,
    exchange_reply *reply) {
    if (session == NULL || account == NULL || order_serial == NULL || reply == NULL || price < 0 || quantity < 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    memset(reply, 0, sizeof *reply);
    return make(&(call){.kind = CALL_REPLACE_ORDER, .session = session->id, .in = account, .in2 = order_serial,
        .wide = price, .number = quantity, .out = reply});
}

int32_t exchange_find_orders(exchange *session, int64_t request, const char *tags, int32_t count) {
    if (session == NULL || request == 0 || count < 0 || (count > 0 && tags == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){
        .kind = CALL_FIND_ORDERS, .session = session->id, .wide = request, .in = tags, .number = count});
}

int32_t exchange_query_fills(exchange *session, int64_t request) {
    if (session == NULL || request == 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_QUERY_FILLS, .session = session->id, .wide = request});
}

int32_t exchange_query_positions(exchange *session, int64_t request) {
    if (session == NULL || request == 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_QUERY_POSITIONS, .session = session->id, .wide = request});
}

int32_t exchange_query_margin(exchange *session, int64_t request, const char *account) {
    if (session == NULL || request == 0 || account == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_QUERY_MARGIN, .session = session->id, .wide = request, .in = account});
}

int32_t exchange_subscribe(exchange *session, const char *item_code) {
    if (session == NULL || item_code == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_SUBSCRIBE, .session = session->id, .in = item_code});
}

static int32_t feed(exchange *session, const exchange_tick *tick, int32_t is_trade) {
    if (session == NULL || tick == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_FEED, .session = session->id, .in = tick, .number = is_trade});
}

int32_t exchange_feed_price(exchange *session, const exchange_tick *tick) {
    return feed(session, tick, 0);
}

int32_t exchange_feed_tick(exchange *session, const exchange_tick *tick) {
    return feed(session, tick, 1);
}

int32_t exchange_counts(exchange *session, int64_t *orders, int64_t *fills) {
    if (session == NULL || orders == NULL || fills == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    return make(&(call){.kind = CALL_COUNTS, .session = session->id, .out = orders, .out2 = fills});
}

void exchange_close(exchange *session) {
    if (session != NULL) {
        make(&(call){.kind = CALL_CLOSE, .session = session->id});
        free(session);
    }
}
