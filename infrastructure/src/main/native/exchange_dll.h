/*
 * exchange_dll.h: the C interface between AFTM and a broker's library.
 *
 * To adapt a broker's library, write a thin shim that exports the functions below; the simulated exchange in simulator/
 * is a complete example. One process loads the library, once.
 *
 * Threads      All functions are called by one thread, the execution thread, except exchange_abi_version and
 *              exchange_layout, which any thread may call. No function waits for an event: lengthy requests are
 *              answered through the listener. The library may call the listener from any thread, from several threads
 *              at once, and from within a call; the listener copies the record and returns at once.
 * Ownership    Arguments belong to the caller and are read only during the call. Records passed to the listener belong
 *              to the library and are valid until the listener returns. The only object that is handed over is the
 *              session: exchange_open creates it, exchange_close frees it.
 * Texts        NUL-terminated within their field, in the encoding that the library states in exchange_description;
 *              codes, serials and dates are ASCII. The library truncates a text that is too long for its field, at a
 *              character boundary; the caller never passes such a text.
 * Prices       64-bit integers in units of 1/10000 point. Amounts of money: 1/10000 of the contract's currency.
 * Times        Milliseconds since 1970-01-01T00:00Z by the exchange's clock. Days are numbers, e.g. 20210726.
 * Layout       Fixed-width types, no bit fields, explicit padding, natural alignment. The caller compares version, sizes
 *              and offsets before it calls any other function.
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

/* Increased whenever a function or a structure changes. */
#define EXCHANGE_ABI_VERSION 2

/*
 * Results of functions. Any other value means EXCHANGE_E_FAILED, unless the function is documented to return it. When an order
 * is sent, only the first three errors mean that it certainly was not sent; after any other result except EXCHANGE_OK the order
 * is in an unknown state.
 */
#define EXCHANGE_OK 0
#define EXCHANGE_E_ARGUMENT (-1)      /* an argument is NULL or out of range; nothing was done */
#define EXCHANGE_E_NOT_LOGGED_IN (-2) /* there is no session; nothing was sent */
#define EXCHANGE_E_DISCONNECTED (-3)  /* the connection is down; nothing was sent */
#define EXCHANGE_E_UNSUPPORTED (-4)   /* this library does not support it; nothing was done */
#define EXCHANGE_E_MEMORY (-5)        /* out of memory; nothing was done */
#define EXCHANGE_E_FAILED (-6)        /* it failed on the way; unknown whether the exchange has it */

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

/* States of an order. */
#define EXCHANGE_ORDER_WORKING 1   /* accepted; the rest may still be filled */
#define EXCHANGE_ORDER_FILLED 2    /* filled completely */
#define EXCHANGE_ORDER_CANCELLED 3 /* ended; the rest will never be filled */
#define EXCHANGE_ORDER_REFUSED 4   /* rejected; code and text say why */

/* States of the session. */
#define EXCHANGE_LOGGED_OUT 0
#define EXCHANGE_LOGGED_IN 1
#define EXCHANGE_DISCONNECTED 2  /* the library reconnects by itself and then reports EXCHANGE_LOGGED_IN */
#define EXCHANGE_LOGIN_REFUSED 3 /* code and text say why */

/* Capabilities of a library; bits of exchange_description.capabilities. */
#define EXCHANGE_CAN_BE_FED 1        /* it is SIMULATED: market data can be fed into it, no order reaches a real market */
#define EXCHANGE_CAN_FIND_BY_TAG 2   /* exchange_find_orders works */
#define EXCHANGE_CAN_TELL_ABSENCE 4  /* an order that it does not find certainly does not exist */
#define EXCHANGE_CAN_REPLACE 8       /* exchange_replace_order works */
#define EXCHANGE_CAN_REPORT_TICKS 16 /* exchange_subscribe works */
#define EXCHANGE_CAN_LIST_ORDERS 32  /* exchange_find_orders without tags lists all orders that the exchange knows */
#define EXCHANGE_CAN_REPORT_BUSTS 64 /* EXCHANGE_EVENT_FILL_CORRECTED and _BUSTED are reported when the exchange does so */

#define EXCHANGE_CODE_BYTES 24
#define EXCHANGE_NAME_BYTES 64
#define EXCHANGE_NOTE_BYTES 232
#define EXCHANGE_TEXT_BYTES 256

/* One session with an exchange; created by exchange_open, freed by exchange_close. */
typedef struct exchange exchange;

typedef struct exchange_description {
    int32_t capabilities; /* EXCHANGE_CAN_* */
    int32_t note_bytes;   /* the longest note that the exchange stores and returns, in bytes without the NUL: 25 or more for a
                             tag and a client's note; 21 to 24 for a tag; 10 to 20 for a short tag; below 10 notes are empty */
    char encoding[EXCHANGE_CODE_BYTES]; /* of all texts: a charset that Java supports, e.g. "UTF-8", "MS950" */
    char name[EXCHANGE_NAME_BYTES];     /* of the library, ASCII */
    char version[EXCHANGE_CODE_BYTES];  /* of the library, ASCII */
} exchange_description;

typedef struct exchange_instrument {
    char item_code[EXCHANGE_CODE_BYTES]; /* the trading code, e.g. TXFH1 */
    char name[EXCHANGE_NAME_BYTES];      /* for people; may be empty */
    int64_t multiplier;                  /* value of a point, in 1/10000 of the contract's currency; above 0 */
} exchange_instrument;

typedef struct exchange_order {
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES]; /* stored and returned unchanged: the caller's tag, a blank, the client's note; as far as
                                       they fit into note_bytes */
    int64_t price;                  /* above 0 for EXCHANGE_TYPE_LIMIT, otherwise 0 */
    int32_t side;
    int32_t type;
    int32_t quantity; /* contracts, 1 or more */
    int32_t time_in_force;
    int32_t open_close;
    int32_t day_trade; /* 0 or 1 */
} exchange_order;

typedef struct exchange_reply {
    int32_t accepted; /* 1: the exchange accepted it; 0: the exchange rejected it */
    int32_t padding;
    char order_serial[EXCHANGE_CODE_BYTES]; /* the exchange's number, unique within a trading day */
    char code[EXCHANGE_CODE_BYTES];         /* the exchange's own code; empty if accepted */
    char text[EXCHANGE_TEXT_BYTES];         /* the exchange's own text; empty if accepted */
} exchange_reply;

/* The current state of an order at the exchange. */
typedef struct exchange_order_report {
    char order_serial[EXCHANGE_CODE_BYTES];
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES];
    char code[EXCHANGE_CODE_BYTES]; /* of a rejection; of EXCHANGE_EVENT_REPLACED the previous number; otherwise empty */
    char text[EXCHANGE_TEXT_BYTES]; /* of a rejection; otherwise empty */
    int64_t price;                  /* the current price */
    int64_t time;                   /* of this report */
    int32_t trading_day;
    int32_t state; /* EXCHANGE_ORDER_* */
    int32_t side;
    int32_t type;
    int32_t quantity;  /* as sent: filled + cancelled + working */
    int32_t filled;    /* so far */
    int32_t cancelled; /* so far */
    int32_t time_in_force;
} exchange_order_report;

/*
 * One fill of an order. A correction has the correct price and quantity, a bust those that are void; both have the fill's number
 * and trading day, and the time of the correction or bust.
 */
typedef struct exchange_fill_report {
    char fill_number[EXCHANGE_CODE_BYTES]; /* the exchange's number, unique within a trading day */
    char order_serial[EXCHANGE_CODE_BYTES];
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES]; /* the order's note */
    int64_t price;
    int64_t time;
    int32_t trading_day;
    int32_t side;
    int32_t quantity;
    int32_t padding;
} exchange_fill_report;

/* An account's current position in an instrument. */
typedef struct exchange_position {
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    int64_t average_price;  /* of the open contracts, rounded to 1/10000 */
    int64_t unrealized_pnl; /* at the last trade's price */
    int32_t quantity;       /* contracts: long minus short */
    int32_t padding;
} exchange_position;

/* An account's balance and margin. */
typedef struct exchange_margin {
    char account[EXCHANGE_CODE_BYTES];
    char currency[EXCHANGE_CODE_BYTES]; /* ISO 4217 */
    int64_t balance;                    /* deposits and realised P&L */
    int64_t equity;                     /* balance and unrealised P&L */
    int64_t initial_margin;             /* required for open positions */
    int64_t available;                  /* equity minus initial margin; may be below 0 */
} exchange_margin;

/* A trade of the market. */
typedef struct exchange_tick {
    char item_code[EXCHANGE_CODE_BYTES];
    int64_t price; /* a calendar spread's price may be 0 or below */
    int64_t time;
    int32_t quantity; /* contracts; 0 if unknown */
    int32_t padding;
} exchange_tick;

/* The state of the session, or why something failed. */
typedef struct exchange_status {
    int32_t state; /* EXCHANGE_LOGGED_OUT …; 0 if it is about a query */
    int32_t padding;
    char code[EXCHANGE_CODE_BYTES];
    char text[EXCHANGE_TEXT_BYTES];
} exchange_status;

/* The end of a query's answer. */
typedef struct exchange_answer {
    int32_t records;     /* the number of records; with several threads, records may arrive after this */
    int32_t complete;    /* 1: everything was searched; 0: there may be more records */
    int32_t covers_from; /* the first trading day that was searched; 0: no limit */
    int32_t padding;
} exchange_answer;

/* Kinds of events, each with the type of its record. */
#define EXCHANGE_EVENT_SESSION 1        /* exchange_status: the session's state has changed */
#define EXCHANGE_EVENT_ORDER 2          /* exchange_order_report: an order's state has changed */
#define EXCHANGE_EVENT_FILL 3           /* exchange_fill_report: an order was filled, wholly or in part */
#define EXCHANGE_EVENT_TICK 4           /* exchange_tick: a trade of the market in a subscribed instrument */
#define EXCHANGE_EVENT_FOUND_ORDER 5    /* exchange_order_report: one record of exchange_find_orders */
#define EXCHANGE_EVENT_FOUND_FILL 6     /* exchange_fill_report: one record of exchange_query_fills */
#define EXCHANGE_EVENT_FOUND_POSITION 7 /* exchange_position: one record of exchange_query_positions */
#define EXCHANGE_EVENT_FOUND_MARGIN 8   /* exchange_margin: one record of exchange_query_margin */
#define EXCHANGE_EVENT_ANSWERED 9       /* exchange_answer: the end of a query's answer */
#define EXCHANGE_EVENT_NOT_ANSWERED 10  /* exchange_status: a query has failed; never the same as "no records" */
#define EXCHANGE_EVENT_FILL_CORRECTED 11 /* exchange_fill_report: the exchange has corrected a fill */
#define EXCHANGE_EVENT_FILL_BUSTED 12   /* exchange_fill_report: the exchange has voided a fill */
#define EXCHANGE_EVENT_REPLACED 13      /* exchange_order_report: a replacement gave the order another number or quantity, which
                                           counts the filled contracts; `code` is the previous number */

/*
 * Receives events. Kinds 1 to 4 and 11 to 13 are unsolicited (request is 0). A library need not report kinds 11 to 13, and a
 * caller that was built before they existed ignores them; so they did not change EXCHANGE_ABI_VERSION. Each event may be repeated, late, out of order or lost; serials
 * and fill numbers within a trading day identify duplicates. Only EXCHANGE_EVENT_SESSION is delivered one at a time and in order,
 * so that the last one is valid. The other kinds carry the number of the request that they answer. The caller recovers lost
 * events by queries (exchange_find_orders, exchange_query_fills).
 */
typedef void (*exchange_listener)(void *context, int32_t kind, int64_t request, const void *record);

/* Numbers of structures, for exchange_layout. */
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

/* The EXCHANGE_ABI_VERSION with which the library was built. */
EXCHANGE_API int32_t exchange_abi_version(void);

/*
 * The layout of a structure as the library was compiled: returns its size in bytes and writes the offsets of its first
 * `capacity` fields, in the order of the declaration. Returns EXCHANGE_E_ARGUMENT for an unknown structure.
 */
EXCHANGE_API int32_t exchange_layout(int32_t structure, int32_t *offsets, int32_t capacity);

/*
 * Creates a session, which is logged out. `options` is UTF-8 text with lines "name=value"; a library ignores unknown
 * names. AFTM passes dealer_url, and for simulated libraries ledger (file), accounts, instruments (item:multiplier, …),
 * latency_ms and faults. `listener` is called with `context` until exchange_close returns. The session in *out is valid
 * until exchange_close. On failure *why contains one UTF-8 sentence and *out is NULL.
 */
EXCHANGE_API int32_t exchange_open(
    const char *options, exchange_listener listener, void *context, exchange **out, exchange_status *why);

/* Describes the library. May be called before the login. */
EXCHANGE_API int32_t exchange_describe(exchange *session, exchange_description *out);

/*
 * Starts the login; EXCHANGE_EVENT_SESSION reports its result. The password is not NUL-terminated. The library keeps no
 * copy of it, and the caller wipes it after the call.
 */
EXCHANGE_API int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes);

/* Logs out; EXCHANGE_EVENT_SESSION follows. Resting orders stay at the exchange. */
EXCHANGE_API int32_t exchange_logout(exchange *session);

/*
 * The accounts for which the session may trade: writes up to `capacity` of them, EXCHANGE_CODE_BYTES each, and returns
 * their number, 0 if any account is accepted, or an error. Available after the login.
 */
EXCHANGE_API int32_t exchange_accounts(exchange *session, char *out, int32_t capacity);

/* The instruments that can be traded; arguments and result as in exchange_accounts. */
EXCHANGE_API int32_t exchange_instruments(exchange *session, exchange_instrument *out, int32_t capacity);

/* The trading day by the exchange's clock, e.g. 20210726; 0 if the library does not know it. */
EXCHANGE_API int32_t exchange_trading_day(exchange *session);

/*
 * Sends one order, once. On EXCHANGE_OK *reply contains the immediate answer of the exchange or the broker, and events
 * follow. After EXCHANGE_E_ARGUMENT, _NOT_LOGGED_IN and _DISCONNECTED the order was certainly not sent. After any other
 * result it is unknown whether the exchange has the order.
 */
EXCHANGE_API int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_reply *reply);

/*
 * Cancels the working quantity of an order. Returns as exchange_send_order, or EXCHANGE_E_UNSUPPORTED; a report of the
 * order follows.
 */
EXCHANGE_API int32_t exchange_cancel_order(
    exchange *session, const char *account, const char *order_serial, exchange_reply *reply);

/*
 * Changes an order's price and working quantity; 0 leaves either unchanged. `quantity` is the new working quantity: 1 or
 * more, and not above the present one. Returns as exchange_cancel_order.
 */
EXCHANGE_API int32_t exchange_replace_order(
    exchange *session, const char *account, const char *order_serial, int64_t price, int32_t quantity,
    exchange_reply *reply);

/*
 * Queries the orders whose note starts with one of `count` tags, EXCHANGE_CODE_BYTES each, followed by a blank or the end
 * of the note; without tags (count 0) all orders that the exchange still knows, if EXCHANGE_CAN_LIST_ORDERS. `request` is
 * any number except 0; the events of the answer carry it. All queries require a login.
 */
EXCHANGE_API int32_t exchange_find_orders(exchange *session, int64_t request, const char *tags, int32_t count);

/*
 * Queries all fills that the exchange still knows, oldest first. Corrections and busts of these fills are reported again before
 * the answer ends. A library that cannot do so leaves busted fills out and gives corrected ones as they are now.
 */
EXCHANGE_API int32_t exchange_query_fills(exchange *session, int64_t request);

/* Queries the open positions of all accounts of the session. */
EXCHANGE_API int32_t exchange_query_positions(exchange *session, int64_t request);

/* Queries an account's balance and margin. */
EXCHANGE_API int32_t exchange_query_margin(exchange *session, int64_t request, const char *account);

/* Subscribes to the ticks of an instrument; repeating it has no effect. AFTM subscribes again in each session. */
EXCHANGE_API int32_t exchange_subscribe(exchange *session, const char *item_code);

/*
 * Only for libraries with EXCHANGE_CAN_BE_FED. exchange_feed_price sets the market price before the first trade: it resumes
 * orders that are open in the ledger, but fills no order of this session. exchange_feed_tick is a trade: it becomes the last
 * price and fills resting orders. exchange_counts returns the number of orders and fills since the ledger was created.
 */
EXCHANGE_API int32_t exchange_feed_price(exchange *session, const exchange_tick *tick);
EXCHANGE_API int32_t exchange_feed_tick(exchange *session, const exchange_tick *tick);
EXCHANGE_API int32_t exchange_counts(exchange *session, int64_t *orders, int64_t *fills);

/* Ends and frees the session; NULL is allowed. No other call may be running. No events follow after it returns. */
EXCHANGE_API void exchange_close(exchange *session);

#ifdef __cplusplus
}
#endif

#endif
