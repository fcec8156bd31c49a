/*
 * exchange_dll.h: the C interface through which AFTM reaches a broker's library.
 *
 * A broker's library is adapted to it by a thin shim that exports the functions below; the simulated exchange in
 * simulator/ is the worked example. The library is loaded once, by one process.
 *
 * Threads      Every function is called by one thread at a time, the owner thread, except exchange_abi_version and
 *              exchange_layout, which any thread may call. No function waits for an event: what takes its time is
 *              answered through the listener. The listener may be called by any thread of the library, by several at
 *              once, and from within a call; it copies what it is given and returns at once.
 * Ownership    Whatever is passed in belongs to the caller and is read during the call only. Whatever the listener is
 *              given belongs to the library and is valid until the listener returns. exchange_open is undone by
 *              exchange_close, and nothing else is handed over.
 * Texts        NUL-terminated within their field, in the encoding that the library states in exchange_description;
 *              codes, serials and dates are ASCII. A text that does not fit its field is cut by the library at a
 *              character's boundary; the caller never passes one.
 * Prices       64-bit integers in units of 1/10000 point. Money likewise: 1/10000 of the contract's currency.
 * Times        Milliseconds since 1970-01-01T00:00Z by the exchange's clock. Days are numbers: 20210726.
 * Layout       Fixed-width types, no bit fields, padding spelled out; offsets are those of natural alignment. The
 *              caller compares version, sizes and offsets before it calls anything else.
 */
#ifndef AFTM_EXCHANGE_DLL_H
#define AFTM_EXCHANGE_DLL_H

#include <stdint.h>

#if defined(_WIN32)
#define EXCHANGE_API __declspec(dllexport)
#else
#define EXCHANGE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a function or a structure changes. */
#define EXCHANGE_ABI_VERSION 2

/*
 * What a function returns. Anything else means EXCHANGE_E_FAILED. Of an order that is sent only the first three errors say
 * that it certainly was not: whatever else comes back, it is in doubt.
 */
#define EXCHANGE_OK 0
#define EXCHANGE_E_ARGUMENT (-1)      /* an argument is NULL or out of its range; nothing was done */
#define EXCHANGE_E_NOT_LOGGED_IN (-2) /* there is no session; nothing was sent */
#define EXCHANGE_E_DISCONNECTED (-3)  /* the line is down; nothing was sent */
#define EXCHANGE_E_UNSUPPORTED (-4)   /* this library cannot do that; nothing was done */
#define EXCHANGE_E_MEMORY (-5)        /* out of memory; nothing was done */
#define EXCHANGE_E_FAILED (-6)        /* it failed on its way: whether the exchange has it is open */

#define EXCHANGE_SIDE_BUY 1
#define EXCHANGE_SIDE_SELL 2

#define EXCHANGE_TYPE_LIMIT 1
#define EXCHANGE_TYPE_MARKET 2
#define EXCHANGE_TYPE_RANGE_MARKET 3

#define EXCHANGE_TIF_ROD 1
#define EXCHANGE_TIF_IOC 2
#define EXCHANGE_TIF_FOK 3

#define EXCHANGE_OPEN 1
#define EXCHANGE_CLOSE 2
#define EXCHANGE_AUTO 3

/* How far an order is. */
#define EXCHANGE_ORDER_WORKING 1   /* taken; what is not filled yet still may be */
#define EXCHANGE_ORDER_FILLED 2    /* filled wholly */
#define EXCHANGE_ORDER_CANCELLED 3 /* ended; what was not filled never will be */
#define EXCHANGE_ORDER_REFUSED 4   /* never taken; code and text say why */

/* How the session is. */
#define EXCHANGE_LOGGED_OUT 0
#define EXCHANGE_LOGGED_IN 1
#define EXCHANGE_DISCONNECTED 2  /* the library reconnects by itself and then reports EXCHANGE_LOGGED_IN */
#define EXCHANGE_LOGIN_REFUSED 3 /* code and text say why */

/* What a library can do; bits of exchange_description.capabilities. */
#define EXCHANGE_CAN_BE_FED 1        /* it is SIMULATED: a tape may be played into it, no order reaches a market */
#define EXCHANGE_CAN_FIND_BY_TAG 2   /* exchange_find_orders works */
#define EXCHANGE_CAN_TELL_ABSENCE 4  /* an order that it does not find is certainly not there */
#define EXCHANGE_CAN_REPLACE 8       /* exchange_replace_order works */
#define EXCHANGE_CAN_REPORT_TICKS 16 /* exchange_subscribe works */

#define EXCHANGE_CODE_BYTES 24
#define EXCHANGE_NAME_BYTES 64
#define EXCHANGE_NOTE_BYTES 232
#define EXCHANGE_TEXT_BYTES 256

/* One session with an exchange; made by exchange_open, freed by exchange_close. */
typedef struct exchange exchange;

typedef struct exchange_description {
    int32_t capabilities; /* EXCHANGE_CAN_* */
    int32_t note_bytes;   /* how many bytes of a note the exchange keeps, the NUL not counted; 25 or more */
    char encoding[EXCHANGE_CODE_BYTES]; /* of all texts: a charset that Java knows, e.g. "UTF-8", "MS950" */
    char name[EXCHANGE_NAME_BYTES];     /* of the library, ASCII */
    char version[EXCHANGE_CODE_BYTES];  /* of the library, ASCII */
} exchange_description;

typedef struct exchange_instrument {
    char item_code[EXCHANGE_CODE_BYTES]; /* the trading code, e.g. TXFH1 */
    char name[EXCHANGE_NAME_BYTES];      /* for people; may be empty */
    int64_t multiplier;                  /* what a point is worth, 1/10000 of the contract's currency; above 0 */
} exchange_instrument;

typedef struct exchange_order {
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES]; /* kept and reported back unchanged: the caller's tag, a blank, the client's note */
    int64_t price;                  /* above 0 for EXCHANGE_TYPE_LIMIT, else 0 */
    int32_t side;
    int32_t type;
    int32_t quantity; /* contracts, 1 or more */
    int32_t time_in_force;
    int32_t open_close;
    int32_t day_trade; /* 0 or 1 */
} exchange_order;

typedef struct exchange_reply {
    int32_t accepted; /* 1: the exchange has taken it; 0: it refused it */
    int32_t padding;
    char order_serial[EXCHANGE_CODE_BYTES]; /* the exchange's number, unique within a trading day */
    char code[EXCHANGE_CODE_BYTES];         /* the exchange's own code; empty where accepted */
    char text[EXCHANGE_TEXT_BYTES];         /* the exchange's own text; empty where accepted */
} exchange_reply;

/* One order as the exchange has it now. */
typedef struct exchange_order_report {
    char order_serial[EXCHANGE_CODE_BYTES];
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES];
    char code[EXCHANGE_CODE_BYTES]; /* of a refusal; else empty */
    char text[EXCHANGE_TEXT_BYTES]; /* of a refusal; else empty */
    int64_t price;                  /* as last agreed */
    int64_t time;                   /* of this report */
    int32_t trading_day;
    int32_t state; /* EXCHANGE_ORDER_* */
    int32_t side;
    int32_t type;
    int32_t quantity;  /* as it was sent: filled + cancelled + what still works */
    int32_t filled;    /* of these, so far */
    int32_t cancelled; /* of these, so far */
    int32_t time_in_force;
} exchange_order_report;

/* One trade of an order. */
typedef struct exchange_fill_report {
    char fill_number[EXCHANGE_CODE_BYTES]; /* the exchange's number, unique within a trading day */
    char order_serial[EXCHANGE_CODE_BYTES];
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES]; /* the order's */
    int64_t price;
    int64_t time;
    int32_t trading_day;
    int32_t side;
    int32_t quantity;
    int32_t padding;
} exchange_fill_report;

/* What an account holds of an instrument now. */
typedef struct exchange_position {
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    int64_t average_price;  /* of what is open, rounded to 1/10000 */
    int64_t unrealized_pnl; /* at the last trade */
    int32_t quantity;       /* contracts: long minus short */
    int32_t padding;
} exchange_position;

/* What an account is worth. */
typedef struct exchange_margin {
    char account[EXCHANGE_CODE_BYTES];
    char currency[EXCHANGE_CODE_BYTES]; /* ISO 4217 */
    int64_t balance;                    /* deposits and what was realised */
    int64_t equity;                     /* balance and what is not realised yet */
    int64_t initial_margin;             /* bound by open positions */
    int64_t available;                  /* equity less what is bound; may be below 0 */
} exchange_margin;

/* A trade of the market. */
typedef struct exchange_tick {
    char item_code[EXCHANGE_CODE_BYTES];
    int64_t price; /* a calendar spread's may be 0 or below */
    int64_t time;
    int32_t quantity; /* contracts; 0 where it is not told */
    int32_t padding;
} exchange_tick;

/* How the session is, or why something failed. */
typedef struct exchange_status {
    int32_t state; /* EXCHANGE_LOGGED_OUT …; 0 where it is about a query */
    int32_t padding;
    char code[EXCHANGE_CODE_BYTES];
    char text[EXCHANGE_TEXT_BYTES];
} exchange_status;

/* The end of a query's answer. */
typedef struct exchange_answer {
    int32_t records;     /* how many records the answer has; they may arrive after this, where threads are several */
    int32_t complete;    /* 1: everything was looked through; 0: there may be more */
    int32_t covers_from; /* the first trading day that was looked through; 0: from the beginning */
    int32_t padding;
} exchange_answer;

/* What the listener is told, and what its record is. */
#define EXCHANGE_EVENT_SESSION 1        /* exchange_status: the session's state has changed */
#define EXCHANGE_EVENT_ORDER 2          /* exchange_order_report: an order's state has changed */
#define EXCHANGE_EVENT_FILL 3           /* exchange_fill_report: an order has traded */
#define EXCHANGE_EVENT_TICK 4           /* exchange_tick: the market has traded a subscribed instrument */
#define EXCHANGE_EVENT_FOUND_ORDER 5    /* exchange_order_report: one record of exchange_find_orders */
#define EXCHANGE_EVENT_FOUND_FILL 6     /* exchange_fill_report: one record of exchange_query_fills */
#define EXCHANGE_EVENT_FOUND_POSITION 7 /* exchange_position: one record of exchange_query_positions */
#define EXCHANGE_EVENT_FOUND_MARGIN 8   /* exchange_margin: one record of exchange_query_margin */
#define EXCHANGE_EVENT_ANSWERED 9       /* exchange_answer: a query has been answered */
#define EXCHANGE_EVENT_NOT_ANSWERED 10  /* exchange_status: a query has failed; never the same as "no records" */

/*
 * Told of events. The first five kinds come by themselves (request is 0), at least once each: repeated, late and in any
 * order, as networks are; the numbers within a trading day tell what is what. EXCHANGE_EVENT_SESSION alone comes one at a
 * time and in order, so that the last one is true. The others carry the request that they
 * answer. What is lost is found again by asking (exchange_find_orders, exchange_query_fills).
 */
typedef void (*exchange_listener)(void *context, int32_t kind, int64_t request, const void *record);

/* For exchange_layout. */
#define EXCHANGE_LAYOUT_DESCRIPTION 1
#define EXCHANGE_LAYOUT_INSTRUMENT 2
#define EXCHANGE_LAYOUT_ORDER 3
#define EXCHANGE_LAYOUT_REPLY 4
#define EXCHANGE_LAYOUT_ORDER_REPORT 5
#define EXCHANGE_LAYOUT_FILL_REPORT 6
#define EXCHANGE_LAYOUT_POSITION 7
#define EXCHANGE_LAYOUT_MARGIN 8
#define EXCHANGE_LAYOUT_TICK 9
#define EXCHANGE_LAYOUT_STATUS 10
#define EXCHANGE_LAYOUT_ANSWER 11

/* The version that the library was built with. */
EXCHANGE_API int32_t exchange_abi_version(void);

/*
 * The layout of a structure as the library sees it: returns its size in bytes and writes the offsets of its first
 * `capacity` fields, in the order of the declaration. EXCHANGE_E_ARGUMENT for a structure that it does not have.
 */
EXCHANGE_API int32_t exchange_layout(int32_t structure, int32_t *offsets, int32_t capacity);

/*
 * Makes a session that is logged out. `options` is UTF-8 text, one "name=value" a line; a library ignores the names
 * that it does not know. AFTM passes dealer_url, and for simulated libraries ledger (file), accounts, instruments
 * (item:multiplier, …), latency_ms and faults. `listener` is called with `context` until exchange_close returns.
 * *out is the caller's until exchange_close. Where it fails, *why says so in one UTF-8 sentence and *out is NULL.
 */
EXCHANGE_API int32_t exchange_open(
    const char *options, exchange_listener listener, void *context, exchange **out, exchange_status *why);

/* What the library is. May be called before the login. */
EXCHANGE_API int32_t exchange_describe(exchange *session, exchange_description *out);

/*
 * Begins to log in; EXCHANGE_EVENT_SESSION tells how it ended. The password is not NUL-terminated; the library keeps no
 * copy, and the caller wipes it after the call.
 */
EXCHANGE_API int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes);

/* Ends the session with the exchange; EXCHANGE_EVENT_SESSION follows. Orders that rest stay. */
EXCHANGE_API int32_t exchange_logout(exchange *session);

/*
 * The accounts that the session trades for: writes up to `capacity` of them, EXCHANGE_CODE_BYTES each, and returns how
 * many there are, 0 where any is accepted; or an error. Known once logged in.
 */
EXCHANGE_API int32_t exchange_accounts(exchange *session, char *out, int32_t capacity);

/* The instruments that can be traded; as exchange_accounts. */
EXCHANGE_API int32_t exchange_instruments(exchange *session, exchange_instrument *out, int32_t capacity);

/* The trading day of the exchange's clock, e.g. 20210726; 0 where the library does not tell. */
EXCHANGE_API int32_t exchange_trading_day(exchange *session);

/*
 * Sends one order, once. On EXCHANGE_OK *reply holds the exchange's (or the broker's) immediate answer, and events
 * follow. EXCHANGE_E_ARGUMENT, _NOT_LOGGED_IN and _DISCONNECTED: it was certainly not sent. Any other result leaves
 * open whether the exchange has the order.
 */
EXCHANGE_API int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_reply *reply);

/*
 * Cancels what is not filled of an order. Returns as exchange_send_order, or EXCHANGE_E_UNSUPPORTED; the order's report
 * follows.
 */
EXCHANGE_API int32_t exchange_cancel_order(
    exchange *session, const char *account, const char *order_serial, exchange_reply *reply);

/*
 * Changes an order's price and the quantity that still works: price 0 leaves it; quantity, 1 or more and at most what
 * works now, is what shall work from now on, 0 leaves it. Returns as exchange_cancel_order.
 */
EXCHANGE_API int32_t exchange_replace_order(
    exchange *session, const char *account, const char *order_serial, int64_t price, int32_t quantity,
    exchange_reply *reply);

/*
 * Asks for the orders whose note begins with one of `count` tags, EXCHANGE_CODE_BYTES each, followed by a blank or the
 * note's end. `request` is any number but 0; the answer's events carry it. Needs a session, as all queries do.
 */
EXCHANGE_API int32_t exchange_find_orders(exchange *session, int64_t request, const char *tags, int32_t count);

/* Asks for all fills that the exchange still knows, oldest first. */
EXCHANGE_API int32_t exchange_query_fills(exchange *session, int64_t request);

/* Asks for the open positions of all of the session's accounts. */
EXCHANGE_API int32_t exchange_query_positions(exchange *session, int64_t request);

/* Asks what an account is worth. */
EXCHANGE_API int32_t exchange_query_margin(exchange *session, int64_t request, const char *account);

/* Begins to report the trades of an instrument; done twice it is the same as once. AFTM does it anew in each session. */
EXCHANGE_API int32_t exchange_subscribe(exchange *session, const char *item_code);

/*
 * For libraries with EXCHANGE_CAN_BE_FED alone. exchange_feed_price sets the price that the market stands at before its
 * first trade: it takes up orders that the ledger left open, and fills no order of this session; exchange_feed_tick is a trade: it becomes the last price and fills
 * orders that rest. exchange_counts tells how many orders were received and how many fills there were, over the life of
 * the ledger.
 */
EXCHANGE_API int32_t exchange_feed_price(exchange *session, const exchange_tick *tick);
EXCHANGE_API int32_t exchange_feed_tick(exchange *session, const exchange_tick *tick);
EXCHANGE_API int32_t exchange_counts(exchange *session, int64_t *orders, int64_t *fills);

/* Ends the session and frees it; NULL is allowed. No other call may be running; after it returns there are no events. */
EXCHANGE_API void exchange_close(exchange *session);

#ifdef __cplusplus
}
#endif

#endif
