/* A simulated exchange that implements exchange_dll.h: its functions, its session, and the faults that it can inject. */
#include "../exchange_dll.h"

#include "book.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A client's note as long as in the Java paper exchange, and a tag and a blank. */
#define NOTE_BYTES 224

#define LIVE_FIRST_PRICE (17300LL * 10000)
#define LIVE_STEP 10000

struct exchange {
    pthread_mutex_t lock;
    options how;
    book *market;
    events *reports;
    int32_t state;
    int64_t reconnect_at_ms; /* while disconnected */
    int64_t received;        /* orders, since it was opened */
    unsigned char subscribed[MAX_LISTED];
    pthread_t live;
    int live_started;
    int live_stopping;
};

/* ---- the session ---- */

static int is_simulated(const exchange *session) {
    return session->how.faults.live_ticks_ms == 0;
}

static void tell_session(exchange *session, int32_t state, const char *code, const char *words, int64_t delay_ms) {
    exchange_status status;
    memset(&status, 0, sizeof status);
    status.state = state;
    copy_text(status.code, sizeof status.code, code);
    copy_text(status.text, sizeof status.text, words);
    events_post(session->reports, EXCHANGE_EVENT_SESSION, 0, &status, sizeof status, delay_ms);
}

static void disconnect(exchange *session) {
    session->state = EXCHANGE_DISCONNECTED;
    session->reconnect_at_ms = monotonic_ms() + session->how.faults.disconnect_ms;
    tell_session(session, EXCHANGE_DISCONNECTED, "", "The connection is down.", 0);
    tell_session(session, EXCHANGE_LOGGED_IN, "", "", session->how.faults.disconnect_ms);
}

/* EXCHANGE_OK if orders and queries may be sent. */
static int32_t session_result(exchange *session) {
    if (session->state == EXCHANGE_DISCONNECTED && monotonic_ms() >= session->reconnect_at_ms) {
        session->state = EXCHANGE_LOGGED_IN;
    }
    if (session->state == EXCHANGE_DISCONNECTED) {
        return EXCHANGE_E_DISCONNECTED;
    }
    return session->state == EXCHANGE_LOGGED_IN ? EXCHANGE_OK : EXCHANGE_E_NOT_LOGGED_IN;
}

/* Generates ticks, prices that go up and down a little, for a library that pretends to be a real exchange. */
static void *live_market(void *argument) {
    exchange *session = argument;
    int64_t price = LIVE_FIRST_PRICE;
    uint32_t random = 1;
    pthread_mutex_lock(&session->lock);
    while (!session->live_stopping) {
        random = random * 1664525u + 1013904223u;
        price += ((int64_t)(random >> 30) - 1) * LIVE_STEP;
        for (int i = 0; i < session->how.instrument_count; i++) {
            exchange_tick tick;
            struct timespec now;
            memset(&tick, 0, sizeof tick);
            clock_gettime(CLOCK_REALTIME, &now);
            memcpy(tick.item_code, session->how.instruments[i].item_code, sizeof tick.item_code);
            tick.price = price;
            tick.time = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
            tick.quantity = 1;
            book_trade(session->market, &tick);
            if (session->subscribed[i]) {
                events_post(session->reports, EXCHANGE_EVENT_TICK, 0, &tick, sizeof tick, 0);
            }
        }
        pthread_mutex_unlock(&session->lock);
        sleep_ms(session->how.faults.live_ticks_ms);
        pthread_mutex_lock(&session->lock);
    }
    pthread_mutex_unlock(&session->lock);
    return NULL;
}

int32_t exchange_open(
    const char *given, exchange_listener listener, void *context, exchange **out, exchange_status *why) {
    if (given == NULL || listener == NULL || out == NULL || why == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    *out = NULL;
    memset(why, 0, sizeof *why);
    exchange *session = calloc(1, sizeof *session);
    if (session == NULL) {
        return EXCHANGE_E_MEMORY;
    }
    if (!options_parse(given, &session->how, why)) {
        free(session);
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_init(&session->lock, NULL);
    session->market = book_open(&session->how, why);
    session->reports = session->market == NULL ? NULL : events_start(listener, context, &session->how.faults);
    if (session->reports == NULL) {
        exchange_close(session);
        return why->text[0] == '\0' ? EXCHANGE_E_MEMORY : EXCHANGE_E_ARGUMENT;
    }
    book_report_to(session->market, session->reports);
    if (!is_simulated(session)) {
        session->live_started = pthread_create(&session->live, NULL, live_market, session) == 0;
    }
    *out = session;
    return EXCHANGE_OK;
}

void exchange_close(exchange *session) {
    if (session == NULL) {
        return;
    }
    if (session->live_started) {
        pthread_mutex_lock(&session->lock);
        session->live_stopping = 1;
        pthread_mutex_unlock(&session->lock);
        pthread_join(session->live, NULL);
    }
    events_stop(session->reports);
    book_close(session->market);
    options_free(&session->how);
    pthread_mutex_destroy(&session->lock);
    free(session);
}

int32_t exchange_describe(exchange *session, exchange_description *out) {
    if (session == NULL || out == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    memset(out, 0, sizeof *out);
    out->capabilities =
        EXCHANGE_CAN_FIND_BY_TAG | EXCHANGE_CAN_TELL_ABSENCE | EXCHANGE_CAN_REPLACE | EXCHANGE_CAN_REPORT_TICKS |
        EXCHANGE_CAN_LIST_ORDERS | EXCHANGE_CAN_REPORT_BUSTS;
    if (is_simulated(session)) {
        out->capabilities |= EXCHANGE_CAN_BE_FED;
    }
    out->note_bytes = NOTE_BYTES;
    copy_text(out->encoding, sizeof out->encoding, session->how.encoding);
    copy_text(out->name, sizeof out->name, "AFTM native simulated exchange");
    copy_text(out->version, sizeof out->version, "2");
    return EXCHANGE_OK;
}

int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes) {
    if (session == NULL || user == NULL || password_bytes < 0 || (password == NULL && password_bytes > 0)) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    if (session->how.faults.refuse_login) {
        tell_session(session, EXCHANGE_LOGIN_REFUSED, "LOGIN", "The simulated exchange is configured to reject every login.", 0);
    } else {
        session->state = EXCHANGE_LOGGED_IN;
        tell_session(session, EXCHANGE_LOGGED_IN, "", "", 0);
    }
    pthread_mutex_unlock(&session->lock);
    return EXCHANGE_OK;
}

int32_t exchange_logout(exchange *session) {
    if (session == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    session->state = EXCHANGE_LOGGED_OUT;
    tell_session(session, EXCHANGE_LOGGED_OUT, "", "", 0);
    pthread_mutex_unlock(&session->lock);
    return EXCHANGE_OK;
}

int32_t exchange_accounts(exchange *session, char *out, int32_t capacity) {
    if (session == NULL || capacity < 0 || (capacity > 0 && out == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    for (int32_t i = 0; i < session->how.account_count && i < capacity; i++) {
        copy_text(out + (size_t)i * EXCHANGE_CODE_BYTES, EXCHANGE_CODE_BYTES, session->how.accounts[i]);
    }
    return session->how.account_count;
}

int32_t exchange_instruments(exchange *session, exchange_instrument *out, int32_t capacity) {
    if (session == NULL || capacity < 0 || (capacity > 0 && out == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    for (int32_t i = 0; i < session->how.instrument_count && i < capacity; i++) {
        out[i] = session->how.instruments[i];
    }
    return session->how.instrument_count;
}

int32_t exchange_trading_day(exchange *session) {
    if (session == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t day = book_trading_day(session->market);
    pthread_mutex_unlock(&session->lock);
    return day;
}

/* ---- orders ---- */

static int is_terminated(const char *field, size_t capacity) {
    return memchr(field, '\0', capacity) != NULL;
}

static int is_sound(const exchange_order *order) {
    return is_terminated(order->account, sizeof order->account)
        && is_terminated(order->item_code, sizeof order->item_code) && is_terminated(order->note, NOTE_BYTES + 1)
        && order->quantity >= 1 && (order->side == EXCHANGE_SIDE_BUY || order->side == EXCHANGE_SIDE_SELL)
        && order->type >= EXCHANGE_TYPE_LIMIT && order->type <= EXCHANGE_TYPE_RANGE_MARKET
        && order->time_in_force >= EXCHANGE_TIF_ROD && order->time_in_force <= EXCHANGE_TIF_FOK
        && order->open_close >= EXCHANGE_OPEN && order->open_close <= EXCHANGE_AUTO
        && (order->day_trade == 0 || order->day_trade == 1)
        && (order->type == EXCHANGE_TYPE_LIMIT ? order->price > 0 : order->price == 0)
        && (order->type == EXCHANGE_TYPE_LIMIT || order->time_in_force != EXCHANGE_TIF_ROD);
}

static int is_turn(int64_t every, int64_t count) {
    return every > 0 && count % every == 0;
}

/* Waits without the lock, so that the market continues. */
static void wait_unlocked(exchange *session, int64_t milliseconds) {
    pthread_mutex_unlock(&session->lock);
    sleep_ms(milliseconds);
    pthread_mutex_lock(&session->lock);
}

static void hang(exchange *session) {
    if (session->how.faults.hang_ms > 0) {
        wait_unlocked(session, session->how.faults.hang_ms);
        return;
    }
    pthread_mutex_unlock(&session->lock);
    for (;;) {
        sleep_ms(1000);
    }
}

static int32_t send_order(exchange *session, const exchange_order *order, exchange_reply *reply) {
    const faults *faults = &session->how.faults;
    int32_t result = session_result(session);
    if (result != EXCHANGE_OK) {
        return result;
    }
    if (session->how.latency_ms + faults->delay_ms > 0) {
        wait_unlocked(session, session->how.latency_ms + faults->delay_ms);
    }
    session->received++;
    int crashes = faults->crash_at == session->received;
    if (crashes && faults->crash_before) {
        raise(SIGSEGV);
    }
    if (!book_send(session->market, order, is_turn(faults->refuse_every, session->received) ? "FAULT" : NULL, reply)) {
        return EXCHANGE_E_FAILED;
    }
    if (crashes) {
        raise(SIGSEGV);
    }
    if (faults->hang_at == session->received) {
        hang(session);
    }
    if (is_turn(faults->disconnect_every, session->received)) {
        disconnect(session);
        return EXCHANGE_E_FAILED;
    }
    return EXCHANGE_OK;
}

int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_reply *reply) {
    if (session == NULL || order == NULL || reply == NULL || !is_sound(order)) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = send_order(session, order, reply);
    pthread_mutex_unlock(&session->lock);
    return result;
}

int32_t exchange_cancel_order(exchange *session, const char *account, const char *serial, exchange_reply *reply) {
    if (session == NULL || account == NULL || serial == NULL || reply == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    if (result == EXCHANGE_OK && !book_cancel(session->market, account, serial, reply)) {
        result = EXCHANGE_E_FAILED;
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

int32_t exchange_replace_order(exchange *session, const char *account, const char *serial, int64_t price,
    int32_t quantity, exchange_reply *reply) {
    if (session == NULL || account == NULL || serial == NULL || reply == NULL || price < 0 || quantity < 0
        || (price == 0 && quantity == 0)) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    if (result == EXCHANGE_OK && !book_replace(session->market, account, serial, price, quantity, reply)) {
        result = EXCHANGE_E_FAILED;
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

/* ---- queries ---- */

static void answer(exchange *session, int64_t request, int32_t records) {
    exchange_answer end = {.records = records, .complete = 1};
    events_post(session->reports, EXCHANGE_EVENT_ANSWERED, request, &end, sizeof end, 0);
}

int32_t exchange_find_orders(exchange *session, int64_t request, const char *tags, int32_t count) {
    if (session == NULL || request == 0 || count < 0 || (count > 0 && tags == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    int32_t found = 0;
    if (count == 0 && result == EXCHANGE_OK) {
        for (exchange_order_report report; book_order(session->market, found, &report); found++) {
            events_post(session->reports, EXCHANGE_EVENT_FOUND_ORDER, request, &report, sizeof report, 0);
        }
    }
    for (int32_t i = 0; i < count && result == EXCHANGE_OK; i++) {
        char tag[EXCHANGE_CODE_BYTES];
        exchange_order_report report;
        memcpy(tag, tags + (size_t)i * EXCHANGE_CODE_BYTES, sizeof tag);
        if (!is_terminated(tag, sizeof tag)) {
            result = EXCHANGE_E_ARGUMENT;
        } else if (book_find(session->market, tag, &report)) {
            events_post(session->reports, EXCHANGE_EVENT_FOUND_ORDER, request, &report, sizeof report, 0);
            found++;
        }
    }
    if (result == EXCHANGE_OK) {
        answer(session, request, found);
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

int32_t exchange_query_fills(exchange *session, int64_t request) {
    if (session == NULL || request == 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    if (result == EXCHANGE_OK) {
        int32_t count = 0;
        for (exchange_fill_report report; book_fill(session->market, count, &report); count++) {
            events_post(session->reports, EXCHANGE_EVENT_FOUND_FILL, request, &report, sizeof report, 0);
            int32_t change = book_change(session->market, count, &report);
            if (change != 0) {
                events_post(session->reports, change, 0, &report, sizeof report, 0);
            }
        }
        answer(session, request, count);
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

int32_t exchange_query_positions(exchange *session, int64_t request) {
    if (session == NULL || request == 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    if (result == EXCHANGE_OK) {
        int32_t count = 0;
        for (exchange_position position; book_position(session->market, count, &position); count++) {
            events_post(session->reports, EXCHANGE_EVENT_FOUND_POSITION, request, &position, sizeof position, 0);
        }
        answer(session, request, count);
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

int32_t exchange_query_margin(exchange *session, int64_t request, const char *account) {
    if (session == NULL || request == 0 || account == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    int32_t result = session_result(session);
    if (result == EXCHANGE_OK) {
        exchange_margin margin;
        book_margin(session->market, account, &margin);
        events_post(session->reports, EXCHANGE_EVENT_FOUND_MARGIN, request, &margin, sizeof margin, 0);
        answer(session, request, 1);
    }
    pthread_mutex_unlock(&session->lock);
    return result;
}

/* ---- the market ---- */

static int item_of(const exchange *session, const char *item_code) {
    for (int i = 0; i < session->how.instrument_count; i++) {
        if (strcmp(session->how.instruments[i].item_code, item_code) == 0) {
            return i;
        }
    }
    return -1;
}

int32_t exchange_subscribe(exchange *session, const char *item_code) {
    if (session == NULL || item_code == NULL || item_of(session, item_code) < 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    pthread_mutex_lock(&session->lock);
    session->subscribed[item_of(session, item_code)] = 1;
    pthread_mutex_unlock(&session->lock);
    return EXCHANGE_OK;
}

static int32_t feed(exchange *session, const exchange_tick *tick, void (*enter)(book *, const exchange_tick *)) {
    if (session == NULL || tick == NULL || !is_terminated(tick->item_code, sizeof tick->item_code) || tick->quantity < 0) {
        return EXCHANGE_E_ARGUMENT;
    }
    if (!is_simulated(session)) {
        return EXCHANGE_E_UNSUPPORTED;
    }
    pthread_mutex_lock(&session->lock);
    int item = item_of(session, tick->item_code);
    enter(session->market, tick);
    if (item >= 0 && session->subscribed[item] && enter == book_trade) {
        events_post(session->reports, EXCHANGE_EVENT_TICK, 0, tick, sizeof *tick, 0);
    }
    pthread_mutex_unlock(&session->lock);
    return EXCHANGE_OK;
}

int32_t exchange_feed_price(exchange *session, const exchange_tick *tick) {
    return feed(session, tick, book_open_at);
}

int32_t exchange_feed_tick(exchange *session, const exchange_tick *tick) {
    return feed(session, tick, book_trade);
}

int32_t exchange_counts(exchange *session, int64_t *orders, int64_t *fills) {
    if (session == NULL || orders == NULL || fills == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    if (!is_simulated(session)) {
        return EXCHANGE_E_UNSUPPORTED;
    }
    pthread_mutex_lock(&session->lock);
    *orders = book_order_count(session->market);
    *fills = book_fill_count(session->market);
    pthread_mutex_unlock(&session->lock);
    return EXCHANGE_OK;
}
