/* A simulated exchange behind exchange_dll.h: lists two contracts and takes every sound order for them. */
#include "exchange_dll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct exchange {
    int32_t logged_in;
    int64_t orders;
};

static const char *const LISTED[] = {"TXFH1", "MXFH1"};

int32_t exchange_abi_version(void) {
    return EXCHANGE_ABI_VERSION;
}

int32_t exchange_sizeof_order(void) {
    return (int32_t)sizeof(exchange_order);
}

int32_t exchange_sizeof_order_reply(void) {
    return (int32_t)sizeof(exchange_order_reply);
}

int32_t exchange_note_bytes(void) {
    return EXCHANGE_NOTE_BYTES - 1;
}

int32_t exchange_open(exchange **out) {
    if (out == NULL) {
        return EXCHANGE_E_ARGUMENT;
    }
    *out = calloc(1, sizeof(exchange));
    return *out == NULL ? EXCHANGE_E_MEMORY : EXCHANGE_OK;
}

int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes) {
    if (session == NULL || user == NULL || password_bytes < 0 || (password == NULL && password_bytes > 0)) {
        return EXCHANGE_E_ARGUMENT;
    }
    session->logged_in = 1;
    return EXCHANGE_OK;
}

/* A text is sound when its end lies within its field. */
static int is_terminated(const char *text, size_t capacity) {
    return memchr(text, '\0', capacity) != NULL;
}

static int is_sound(const exchange_order *order) {
    return is_terminated(order->account, sizeof order->account) && is_terminated(order->item_code, sizeof order->item_code)
        && is_terminated(order->note, sizeof order->note) && order->quantity >= 1
        && (order->side == EXCHANGE_SIDE_BUY || order->side == EXCHANGE_SIDE_SELL)
        && order->type >= EXCHANGE_TYPE_LIMIT && order->type <= EXCHANGE_TYPE_RANGE_MARKET
        && order->time_in_force >= EXCHANGE_TIF_ROD && order->time_in_force <= EXCHANGE_TIF_FOK
        && order->open_close >= EXCHANGE_OPEN && order->open_close <= EXCHANGE_AUTO
        && (order->type == EXCHANGE_TYPE_LIMIT ? order->price > 0 : order->price == 0);
}

static int is_listed(const char *item_code) {
    for (size_t i = 0; i < sizeof LISTED / sizeof LISTED[0]; i++) {
        if (strcmp(item_code, LISTED[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_order_reply *reply) {
    if (session == NULL || order == NULL || reply == NULL || !is_sound(order)) {
        return EXCHANGE_E_ARGUMENT;
    }
    if (!session->logged_in) {
        return EXCHANGE_E_NOT_LOGGED_IN;
    }
    memset(reply, 0, sizeof *reply);
    session->orders++;
    if (!is_listed(order->item_code)) {
        snprintf(reply->code, sizeof reply->code, "PRODUCT");
        snprintf(reply->text, sizeof reply->text, "The exchange does not list this instrument.");
        return EXCHANGE_OK;
    }
    reply->accepted = 1;
    snprintf(reply->order_serial, sizeof reply->order_serial, "%06lld", (long long)session->orders);
    return EXCHANGE_OK;
}

void exchange_close(exchange *session) {
    free(session);
}
