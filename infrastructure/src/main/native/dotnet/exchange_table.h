/*
 * exchange_table.h: the table of functions that a .NET adapter provides and C calls. Each entry corresponds to the function of
 * exchange_dll.h with the same name. A session is a number that the adapter assigns, not a pointer.
 */
#ifndef AFTM_EXCHANGE_TABLE_H
#define AFTM_EXCHANGE_TABLE_H

#include "../exchange_dll.h"

typedef struct exchange_table {
    /* Filled by C: the sizes of the structures by EXCHANGE_LAYOUT_…, which the adapter compares with its own. */
    int32_t sizes[12];
    /* Filled by the adapter. */
    int32_t (*open)(const char *options, exchange_listener listener, void *context, int32_t *session, exchange_status *why);
    int32_t (*describe)(int32_t session, exchange_description *out);
    int32_t (*login)(int32_t session, const char *user, const char *password, int32_t password_bytes);
    int32_t (*logout)(int32_t session);
    int32_t (*accounts)(int32_t session, char *out, int32_t capacity);
    int32_t (*instruments)(int32_t session, exchange_instrument *out, int32_t capacity);
    int32_t (*trading_day)(int32_t session);
    int32_t (*send_order)(int32_t session, const exchange_order *order, exchange_reply *reply);
    int32_t (*cancel_order)(int32_t session, const char *account, const char *order_serial, exchange_reply *reply);
    int32_t (*replace_order)(int32_t session, const char *account, const char *order_serial, int64_t price,
        int32_t quantity, exchange_reply *reply);
    int32_t (*find_orders)(int32_t session, int64_t request, const char *tags, int32_t count);
    int32_t (*query_fills)(int32_t session, int64_t request);
    int32_t (*query_positions)(int32_t session, int64_t request);
    int32_t (*query_margin)(int32_t session, int64_t request, const char *account);
    int32_t (*subscribe)(int32_t session, const char *item_code);
    int32_t (*feed)(int32_t session, const exchange_tick *tick, int32_t is_trade);
    int32_t (*counts)(int32_t session, int64_t *orders, int64_t *fills);
    int32_t (*close)(int32_t session);
} exchange_table;

/*
 * Starts the .NET runtime in this process and lets the adapter fill the table, by Aftm.Exchange.Entry.Fill("<address in hex>")
 * of ExchangeAdapter.dll in `folder`. Called once, on the thread that makes all managed calls. Returns 1, or 0 with one
 * sentence in *why.
 */
int boot_runtime(const char *folder, exchange_table *table, char *why, int capacity);

#endif
