/*
 * exchange_dll.h: the C interface through which AFTM reaches a broker's library.
 *
 * A library that implements it is loaded once, by one process, and called by one thread, the owner thread. Calls do not
 * wait for callbacks. All texts are NUL-terminated and, unless a function says otherwise, UTF-8. Prices are 64-bit
 * integers in units of 1/10000 point. Structures have no bit fields; their padding is spelled out, and the caller
 * compares their sizes before the first call.
 *
 * Return codes: 0 done; below 0 not done, see EXCHANGE_E_*.
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
#define EXCHANGE_ABI_VERSION 1

#define EXCHANGE_OK 0
#define EXCHANGE_E_ARGUMENT (-1)      /* an argument is NULL or out of its range; nothing was done */
#define EXCHANGE_E_NOT_LOGGED_IN (-2) /* there is no session; nothing was sent */
#define EXCHANGE_E_REFUSED (-3)       /* the login was refused */
#define EXCHANGE_E_MEMORY (-4)        /* out of memory; nothing was done */

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

#define EXCHANGE_CODE_BYTES 24
#define EXCHANGE_NOTE_BYTES 128
#define EXCHANGE_TEXT_BYTES 256

/* One session with an exchange; made by exchange_open, freed by exchange_close. */
typedef struct exchange exchange;

typedef struct exchange_order {
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char note[EXCHANGE_NOTE_BYTES]; /* our tag, a blank, the client's note */
    int64_t price;                  /* 1/10000 point; 0 unless the type is EXCHANGE_TYPE_LIMIT */
    int32_t side;
    int32_t type;
    int32_t quantity; /* contracts, 1 or more */
    int32_t time_in_force;
    int32_t open_close;
    int32_t day_trade; /* 0 or 1 */
} exchange_order;

typedef struct exchange_order_reply {
    int32_t accepted; /* 1: the exchange has the order; 0: it refused it */
    int32_t padding;
    char order_serial[EXCHANGE_CODE_BYTES]; /* the exchange's number; empty where refused */
    char code[EXCHANGE_CODE_BYTES];         /* the exchange's own code; empty where accepted */
    char text[EXCHANGE_TEXT_BYTES];         /* the exchange's own text; empty where accepted */
} exchange_order_reply;

/* The version that the library was built with. May be called at any time, by any thread. */
EXCHANGE_API int32_t exchange_abi_version(void);

/* The sizes of the structures as the library sees them. May be called at any time, by any thread. */
EXCHANGE_API int32_t exchange_sizeof_order(void);
EXCHANGE_API int32_t exchange_sizeof_order_reply(void);

/* How many bytes of exchange_order.note the exchange keeps, the NUL not counted. */
EXCHANGE_API int32_t exchange_note_bytes(void);

/* Makes a session. *out is owned by the caller until exchange_close. */
EXCHANGE_API int32_t exchange_open(exchange **out);

/*
 * Logs in. The password is not NUL-terminated; the library does not keep it, and the caller wipes it after the call.
 * Returns EXCHANGE_E_REFUSED where the exchange does not let the user in.
 */
EXCHANGE_API int32_t exchange_login(exchange *session, const char *user, const char *password, int32_t password_bytes);

/*
 * Sends one order, once. On EXCHANGE_OK *reply holds the exchange's answer; on EXCHANGE_E_NOT_LOGGED_IN and
 * EXCHANGE_E_ARGUMENT nothing was sent. Any other result leaves open whether the exchange has the order.
 */
EXCHANGE_API int32_t exchange_send_order(exchange *session, const exchange_order *order, exchange_order_reply *reply);

/* Ends the session and frees it; NULL is allowed. No other call may be running. */
EXCHANGE_API void exchange_close(exchange *session);

#ifdef __cplusplus
}
#endif

#endif
