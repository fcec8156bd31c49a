/*
 * The simulated exchange's orders, matching, fills and positions, recorded in the ledger.
 *
 * A market order fills completely and at once at the last trade's price. A limit order fills at once if the last trade is at
 * its limit or better. Otherwise an IOC or FOK order is cancelled, and a ROD order rests until a trade at its limit or better.
 * The caller must hold one lock for all functions.
 */
#ifndef AFTM_SIMULATOR_BOOK_H
#define AFTM_SIMULATOR_BOOK_H

#include "events.h"
#include "ledger.h"

typedef struct book book;

/* Opens the book and restores it from the ledger; returns NULL, with a sentence in *why, if the ledger cannot be used. */
book *book_open(const options *how, exchange_status *why);

void book_close(book *market);

/* Sets the queue for reports; before this call no reports are made. */
void book_report_to(book *market, events *queue);

/*
 * Receives an order and answers it.
 *
 * `fault` is the code of an injected rejection, or NULL. Returns 0 if the ledger could not be written: it is then unknown
 * whether the exchange has the order, and if it has, the next trade resumes the order.
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

/* These write one record; they return 0 if there is none at that index. A fill is written as it was made. */
int book_fill(const book *market, int64_t index, exchange_fill_report *out);
int book_position(const book *market, int64_t index, exchange_position *out);

/* Writes the correction or bust of a fill and returns the kind of its event; returns 0 if there is none at that index. */
int32_t book_change(const book *market, int64_t index, exchange_fill_report *out);
void book_margin(const book *market, const char *account, exchange_margin *out);

/* Writes one order; returns 0 if there is none at that index. */
int book_order(const book *market, int64_t index, exchange_order_report *out);

/* Finds an order by its tag; returns 0 if there is none. */
int book_find(const book *market, const char *tag, exchange_order_report *out);

#endif
