/*
 * Calls every function of a library that implements exchange_dll.h, to be run under sanitizers and valgrind.
 * Arguments: ticks, orders, the path of a ledger that does not exist yet.
 */
#include "../../main/native/exchange_dll.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHECK(truth) check((truth), #truth, __LINE__)
#define KINDS 14

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t counted[KINDS];
static int64_t filled_quantity;
static exchange_order_report last_found;
static exchange_answer last_answer;
static exchange_status last_session;
static exchange_position last_position;

static void check(int truth, const char *what, int line) {
    if (!truth) {
        fprintf(stderr, "Line %d: check failed: %s\n", line, what);
        exit(1);
    }
}

static void listen(void *context, int32_t kind, int64_t request, const void *record) {
    pthread_mutex_lock(&lock);
    check(context == &lock && kind > 0 && kind < KINDS, "a known event", __LINE__);
    check((request != 0) == (kind >= EXCHANGE_EVENT_FOUND_ORDER && kind <= EXCHANGE_EVENT_NOT_ANSWERED),
        "only answers carry a request", __LINE__);
    counted[kind]++;
    if (kind == EXCHANGE_EVENT_FILL) {
        filled_quantity += ((const exchange_fill_report *)record)->quantity;
    } else if (kind == EXCHANGE_EVENT_FOUND_ORDER) {
        last_found = *(const exchange_order_report *)record;
    } else if (kind == EXCHANGE_EVENT_ANSWERED) {
        last_answer = *(const exchange_answer *)record;
    } else if (kind == EXCHANGE_EVENT_SESSION) {
        last_session = *(const exchange_status *)record;
    } else if (kind == EXCHANGE_EVENT_FOUND_POSITION) {
        last_position = *(const exchange_position *)record;
    }
    pthread_mutex_unlock(&lock);
}

static int64_t count_of(int32_t kind) {
    pthread_mutex_lock(&lock);
    int64_t count = counted[kind];
    pthread_mutex_unlock(&lock);
    return count;
}

/* Waits, at most two minutes, until `count` events of a kind have arrived. */
static void await(int32_t kind, int64_t count) {
    struct timespec moment = {.tv_nsec = 1000000L};
    for (int i = 0; i < 120000 && count_of(kind) < count; i++) {
        nanosleep(&moment, NULL);
    }
    if (count_of(kind) < count) {
        fprintf(stderr, "Of event kind %d only %lld of %lld have arrived.\n", kind, (long long)count_of(kind), (long long)count);
        exit(1);
    }
}

static exchange *open_with(const char *options) {
    exchange *session;
    exchange_status why;
    if (exchange_open(options, listen, &lock, &session, &why) != EXCHANGE_OK) {
        fprintf(stderr, "%s\n", why.text);
        exit(1);
    }
    return session;
}

static void open_refused(const char *options) {
    exchange *session;
    exchange_status why;
    CHECK(exchange_open(options, listen, &lock, &session, &why) != EXCHANGE_OK);
    CHECK(session == NULL && why.text[0] != '\0');
}

static exchange_tick tick_at(int64_t points, int64_t moment) {
    exchange_tick tick = {.item_code = "TXFH1", .price = points * 10000, .time = 1627260300000 + moment * 10, .quantity = 1};
    return tick;
}

static exchange_order order_with(int64_t number, int32_t side, int32_t type, int64_t points, int32_t time_in_force) {
    exchange_order order = {.account = "SIM0001", .item_code = "TXFH1", .price = points * 10000, .side = side, .type = type,
        .quantity = 1, .time_in_force = time_in_force, .open_close = EXCHANGE_AUTO};
    snprintf(order.note, sizeof order.note, "tag-%lld a \"note\" \\ 台指", (long long)number);
    return order;
}

static void layouts(void) {
    int32_t offsets[20];
    CHECK(exchange_abi_version() == EXCHANGE_ABI_VERSION);
    CHECK(exchange_layout(EXCHANGE_LAYOUT_ORDER, offsets, 20) == (int32_t)sizeof(exchange_order));
    CHECK(offsets[0] == 0 && offsets[3] == 280);
    CHECK(exchange_layout(EXCHANGE_LAYOUT_ANSWER, offsets, 1) == (int32_t)sizeof(exchange_answer));
    CHECK(exchange_layout(0, offsets, 20) == EXCHANGE_E_ARGUMENT);
    CHECK(exchange_layout(12, NULL, 0) == EXCHANGE_E_ARGUMENT);
}

static void arguments(exchange *session) {
    exchange_reply reply;
    exchange_order order = order_with(0, EXCHANGE_SIDE_BUY, EXCHANGE_TYPE_MARKET, 0, EXCHANGE_TIF_IOC);
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_E_NOT_LOGGED_IN);
    CHECK(exchange_query_positions(session, 1) == EXCHANGE_E_NOT_LOGGED_IN);
    CHECK(exchange_send_order(session, NULL, &reply) == EXCHANGE_E_ARGUMENT);
    order.quantity = 0;
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_E_ARGUMENT);
    order.quantity = 1;
    memset(order.note, 'x', sizeof order.note);
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_E_ARGUMENT);
    CHECK(exchange_subscribe(session, "NOSUCH") == EXCHANGE_E_ARGUMENT);
    CHECK(exchange_cancel_order(session, "SIM0001", NULL, &reply) == EXCHANGE_E_ARGUMENT);
    open_refused("ledger=/nowhere/at/all\n");
    open_refused("faults=crash=1\n");
    open_refused("faults=callback_threads=99\n");
    open_refused("instruments=TXFH1\n");
    open_refused("encoding=EBCDIC\n");
}

static void changes(exchange *session, int64_t number) {
    exchange_reply reply;
    exchange_reply changed;
    exchange_order order = order_with(number, EXCHANGE_SIDE_BUY, EXCHANGE_TYPE_LIMIT, 100, EXCHANGE_TIF_ROD);
    order.quantity = 5;
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_OK && reply.accepted);
    CHECK(exchange_replace_order(session, "SIM0001", reply.order_serial, 2000000, 6, &changed) == EXCHANGE_OK);
    CHECK(!changed.accepted);
    CHECK(exchange_replace_order(session, "SIM0001", reply.order_serial, 2000000, 3, &changed) == EXCHANGE_OK);
    CHECK(changed.accepted);
    CHECK(exchange_cancel_order(session, "OTHER", reply.order_serial, &changed) == EXCHANGE_OK && !changed.accepted);
    CHECK(exchange_cancel_order(session, "SIM0001", reply.order_serial, &changed) == EXCHANGE_OK && changed.accepted);
    CHECK(exchange_cancel_order(session, "SIM0001", reply.order_serial, &changed) == EXCHANGE_OK && !changed.accepted);
}

static void run(const char *ledger, int64_t ticks, int64_t orders) {
    char options[600];
    snprintf(options, sizeof options, "ledger=%s\ninstruments=TXFH1:200,MXFH1:50\nunknown=ignored\n", ledger);
    exchange *session = open_with(options);
    arguments(session);
    exchange_description description;
    CHECK(exchange_describe(session, &description) == EXCHANGE_OK && description.capabilities & EXCHANGE_CAN_BE_FED);
    CHECK(exchange_instruments(session, NULL, 0) == 2 && exchange_accounts(session, NULL, 0) == 0);
    CHECK(exchange_login(session, "user", "secret", 6) == EXCHANGE_OK);
    await(EXCHANGE_EVENT_SESSION, 1);
    CHECK(last_session.state == EXCHANGE_LOGGED_IN);
    exchange_tick first = tick_at(17300, 0);
    CHECK(exchange_feed_price(session, &first) == EXCHANGE_OK);
    CHECK(exchange_trading_day(session) == 20210726);
    CHECK(exchange_subscribe(session, "TXFH1") == EXCHANGE_OK);
    int64_t every = orders == 0 ? ticks + 1 : ticks / orders + 1;
    int64_t sent = 0;
    for (int64_t i = 0; i < ticks || sent < orders; i++) {
        exchange_tick tick = tick_at(17300 + i % 7, i / 100);
        CHECK(i >= ticks || exchange_feed_tick(session, &tick) == EXCHANGE_OK);
        if (sent < orders && (i % every == 0 || i >= ticks)) {
            exchange_reply reply;
            sent++;
            exchange_order order = sent % 3 == 0
                ? order_with(sent, EXCHANGE_SIDE_SELL, EXCHANGE_TYPE_LIMIT, 17306, EXCHANGE_TIF_ROD)
                : order_with(sent, EXCHANGE_SIDE_BUY, EXCHANGE_TYPE_MARKET, 0, EXCHANGE_TIF_IOC);
            CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_OK && reply.accepted);
        }
    }
    for (int64_t i = 0; i < 7; i++) {
        exchange_tick tick = tick_at(17300 + i, ticks);
        CHECK(exchange_feed_tick(session, &tick) == EXCHANGE_OK);
    }
    await(EXCHANGE_EVENT_TICK, ticks + 7);
    await(EXCHANGE_EVENT_FILL, orders);
    CHECK(filled_quantity == orders);
    changes(session, orders + 1);
    char tags[3][EXCHANGE_CODE_BYTES] = {"tag-1", "tag-none", "tag-2"};
    CHECK(exchange_find_orders(session, 7, tags[0], 3) == EXCHANGE_OK);
    CHECK(exchange_query_fills(session, 8) == EXCHANGE_OK);
    CHECK(exchange_query_positions(session, 9) == EXCHANGE_OK);
    CHECK(exchange_query_margin(session, 10, "SIM0001") == EXCHANGE_OK);
    await(EXCHANGE_EVENT_ANSWERED, 4);
    await(EXCHANGE_EVENT_FOUND_ORDER, 2);
    await(EXCHANGE_EVENT_FOUND_FILL, orders);
    await(EXCHANGE_EVENT_FOUND_MARGIN, 1);
    CHECK(last_answer.complete == 1 && last_found.state == EXCHANGE_ORDER_FILLED);
    CHECK(exchange_find_orders(session, 11, NULL, 0) == EXCHANGE_OK);
    await(EXCHANGE_EVENT_ANSWERED, 5);
    await(EXCHANGE_EVENT_FOUND_ORDER, 2 + orders + 1);
    CHECK(exchange_logout(session) == EXCHANGE_OK);
    exchange_close(session);
    exchange_close(NULL);
}

/* Opens the ledger again and checks that everything was restored. */
static void reopen(const char *ledger, int64_t orders) {
    char options[600];
    int64_t orders_known;
    int64_t fills_known;
    snprintf(options, sizeof options, "ledger=%s\ninstruments=TXFH1:200\nfaults=callback_threads=4,repeat_every=2\n", ledger);
    exchange *session = open_with(options);
    CHECK(exchange_counts(session, &orders_known, &fills_known) == EXCHANGE_OK);
    CHECK(orders_known == orders + 1 && fills_known == orders);
    CHECK(exchange_login(session, "", NULL, 0) == EXCHANGE_OK);
    int64_t before = count_of(EXCHANGE_EVENT_ANSWERED) + count_of(EXCHANGE_EVENT_FOUND_POSITION);
    CHECK(exchange_query_positions(session, 11) == EXCHANGE_OK);
    for (int i = 0; i < 4; i++) {
        exchange_tick tick = tick_at(17300 + i, 10);
        CHECK(exchange_feed_tick(session, &tick) == EXCHANGE_OK);
    }
    await(EXCHANGE_EVENT_ANSWERED, 6);
    CHECK(count_of(EXCHANGE_EVENT_ANSWERED) + count_of(EXCHANGE_EVENT_FOUND_POSITION) > before);
    exchange_close(session);
}

static void live(void) {
    int64_t before = count_of(EXCHANGE_EVENT_TICK);
    exchange *session = open_with("instruments=TXFH1:200\nfaults=live_ticks_ms=1,disconnect_every=1,disconnect_ms=20\n");
    exchange_tick tick = tick_at(17300, 0);
    exchange_reply reply;
    exchange_order order = order_with(1, EXCHANGE_SIDE_BUY, EXCHANGE_TYPE_MARKET, 0, EXCHANGE_TIF_IOC);
    CHECK(exchange_feed_tick(session, &tick) == EXCHANGE_E_UNSUPPORTED);
    CHECK(exchange_login(session, "", NULL, 0) == EXCHANGE_OK);
    CHECK(exchange_subscribe(session, "TXFH1") == EXCHANGE_OK);
    await(EXCHANGE_EVENT_TICK, before + 20);
    int64_t sessions = count_of(EXCHANGE_EVENT_SESSION);
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_E_FAILED);
    CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_E_DISCONNECTED);
    await(EXCHANGE_EVENT_SESSION, sessions + 2);
    exchange_close(session);
}

static void expect_position(exchange *session, int32_t quantity) {
    int64_t answers = count_of(EXCHANGE_EVENT_ANSWERED);
    CHECK(exchange_query_positions(session, 12) == EXCHANGE_OK);
    await(EXCHANGE_EVENT_ANSWERED, answers + 1);
    CHECK(last_position.quantity == quantity);
}

/* Of 12 fills of 2 contracts each, 4 are busted and 4 are corrected to 1; the ledger keeps this. */
static void busts(const char *ledger) {
    char options[600];
    int64_t fills = count_of(EXCHANGE_EVENT_FILL);
    snprintf(options, sizeof options, "ledger=%s-busts\ninstruments=TXFH1:200\nfaults=bust_every=3,correct_every=2\n", ledger);
    exchange *session = open_with(options);
    exchange_tick tick = tick_at(17300, 0);
    CHECK(exchange_feed_price(session, &tick) == EXCHANGE_OK);
    CHECK(exchange_login(session, "", NULL, 0) == EXCHANGE_OK);
    for (int64_t i = 1; i <= 12; i++) {
        exchange_reply reply;
        exchange_order order = order_with(i, EXCHANGE_SIDE_BUY, EXCHANGE_TYPE_MARKET, 0, EXCHANGE_TIF_IOC);
        order.quantity = 2;
        CHECK(exchange_send_order(session, &order, &reply) == EXCHANGE_OK && reply.accepted);
    }
    CHECK(exchange_feed_tick(session, &tick) == EXCHANGE_OK);
    await(EXCHANGE_EVENT_FILL, fills + 12);
    await(EXCHANGE_EVENT_FILL_BUSTED, 4);
    await(EXCHANGE_EVENT_FILL_CORRECTED, 4);
    expect_position(session, 4 * 2 + 4);
    exchange_close(session);
    snprintf(options, sizeof options, "ledger=%s-busts\ninstruments=TXFH1:200\n", ledger);
    session = open_with(options);
    CHECK(exchange_login(session, "", NULL, 0) == EXCHANGE_OK);
    expect_position(session, 4 * 2 + 4);
    CHECK(exchange_query_fills(session, 13) == EXCHANGE_OK);
    await(EXCHANGE_EVENT_FILL_BUSTED, 8);
    await(EXCHANGE_EVENT_FILL_CORRECTED, 8);
    exchange_close(session);
}

int main(int count, char **values) {
    if (count != 4) {
        fprintf(stderr, "Usage: exchange_driver TICKS ORDERS LEDGER\n");
        return 2;
    }
    int64_t ticks = atoll(values[1]);
    int64_t orders = atoll(values[2]);
    layouts();
    run(values[3], ticks, orders);
    reopen(values[3], orders);
    live();
    busts(values[3]);
    printf("%lld ticks and %lld orders were processed.\n", (long long)ticks, (long long)orders);
    return 0;
}
