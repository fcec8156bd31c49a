/* exchange_abi_version and exchange_layout: compile this file unchanged into every library that implements exchange_dll.h. */
#include "exchange_dll.h"

#include <stddef.h>
#include <string.h>

int32_t exchange_abi_version(void) {
    return EXCHANGE_ABI_VERSION;
}

#define OFFSET(type, field) (int32_t)offsetof(exchange_##type, field)
#define LAYOUT(type, ...) \
    {(int32_t)sizeof(exchange_##type), (int32_t)(sizeof((int32_t[]){__VA_ARGS__}) / sizeof(int32_t)), {__VA_ARGS__}}

static const struct {
    int32_t size;
    int32_t fields;
    int32_t offsets[20];
} LAYOUTS[] = {
    LAYOUT(description, OFFSET(description, capabilities), OFFSET(description, note_bytes),
        OFFSET(description, encoding), OFFSET(description, name), OFFSET(description, version)),
    LAYOUT(instrument, OFFSET(instrument, item_code), OFFSET(instrument, name), OFFSET(instrument, multiplier)),
    LAYOUT(order, OFFSET(order, account), OFFSET(order, item_code), OFFSET(order, note), OFFSET(order, price),
        OFFSET(order, side), OFFSET(order, type), OFFSET(order, quantity), OFFSET(order, time_in_force),
        OFFSET(order, open_close), OFFSET(order, day_trade)),
    LAYOUT(reply, OFFSET(reply, accepted), OFFSET(reply, padding), OFFSET(reply, order_serial), OFFSET(reply, code),
        OFFSET(reply, text)),
    LAYOUT(order_report, OFFSET(order_report, order_serial), OFFSET(order_report, account),
        OFFSET(order_report, item_code), OFFSET(order_report, note), OFFSET(order_report, code),
        OFFSET(order_report, text), OFFSET(order_report, price), OFFSET(order_report, time),
        OFFSET(order_report, trading_day), OFFSET(order_report, state), OFFSET(order_report, side),
        OFFSET(order_report, type), OFFSET(order_report, quantity), OFFSET(order_report, filled),
        OFFSET(order_report, cancelled), OFFSET(order_report, time_in_force)),
    LAYOUT(fill_report, OFFSET(fill_report, fill_number), OFFSET(fill_report, order_serial),
        OFFSET(fill_report, account), OFFSET(fill_report, item_code), OFFSET(fill_report, note),
        OFFSET(fill_report, price), OFFSET(fill_report, time), OFFSET(fill_report, trading_day),
        OFFSET(fill_report, side), OFFSET(fill_report, quantity), OFFSET(fill_report, padding)),
    LAYOUT(position, OFFSET(position, account), OFFSET(position, item_code), OFFSET(position, average_price),
        OFFSET(position, unrealized_pnl), OFFSET(position, quantity), OFFSET(position, padding)),
    LAYOUT(margin, OFFSET(margin, account), OFFSET(margin, currency), OFFSET(margin, balance), OFFSET(margin, equity),
        OFFSET(margin, initial_margin), OFFSET(margin, available)),
    LAYOUT(tick, OFFSET(tick, item_code), OFFSET(tick, price), OFFSET(tick, time), OFFSET(tick, quantity),
        OFFSET(tick, padding)),
    LAYOUT(status, OFFSET(status, state), OFFSET(status, padding), OFFSET(status, code), OFFSET(status, text)),
    LAYOUT(answer, OFFSET(answer, records), OFFSET(answer, complete), OFFSET(answer, covers_from),
        OFFSET(answer, padding)),
};

int32_t exchange_layout(int32_t structure, int32_t *offsets, int32_t capacity) {
    if (structure < 1 || structure > (int32_t)(sizeof LAYOUTS / sizeof LAYOUTS[0])
        || capacity < 0 || (capacity > 0 && offsets == NULL)) {
        return EXCHANGE_E_ARGUMENT;
    }
    int32_t fields = LAYOUTS[structure - 1].fields;
    if (capacity > 0) {
        memcpy(offsets, LAYOUTS[structure - 1].offsets, (size_t)(fields < capacity ? fields : capacity) * sizeof *offsets);
    }
    return LAYOUTS[structure - 1].size;
}
