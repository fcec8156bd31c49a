/*
 * The simulated exchange itself: orders, matching, fills, positions, and the ledger that they are in.
 *
 * Market orders fill wholly and at once at the last trade; limit orders at once where the last trade is at or better,
 * else they rest (ROD) until a trade at or through them, or are cancelled (IOC, FOK). Used under one lock.
 */
#ifndef AFTM_SIMULATOR_BOOK_H
#define AFTM_SIMULATOR_BOOK_H

#include "events.h"
#include "ledger.h"

typedef struct book book;

/* Opens the book with what its ledger holds; NULL, and a sentence in *why, where the ledger cannot be used. */
book *book_open(const options *how, exchange_status *why);

void book_close(book *market);

/* From now on reports go there; before, there are none. */
void book_report_to(book *market, events *queue);

/*
 * Takes an order in and answers it.
 *
 * `fault` is the code of a refusal that was ordered from outside, or NULL. 0 where something could not be written to the
 * ledger: whether the exchange has the order is then open, and the next trade takes it up if it has.
 */
int book_send(book *market, const exchange_order *order, const char *fault, exchange_reply *reply);

int book_cancel(book *market, const char *account, const char *serial, exchange_reply *reply);
int book_replace(
    book *market, const char *account, const char *serial, int64_t price, int32_t quantity, exchange_reply *reply);

void book_open_at(book *market, const exchange_tick *tick);
void book_trade(book *market, const exchange_tick *tick);

int32_t book_trading_day(const book *market);
int64_t book_order_count(const book *market);
int64_t book_fill_count(const book *market);

/* Each writes one record; 0 where there is none at that index. */
int book_fill(const book *market, int64_t index, exchange_fill_report *out);
int book_position(const book *market, int64_t index, exchange_position *out);
void book_margin(const book *market, const char *account, exchange_margin *out);

/* The order under a tag; 0 where there is none. */
int book_find(const book *market, const char *tag, exchange_order_report *out);

#endif
