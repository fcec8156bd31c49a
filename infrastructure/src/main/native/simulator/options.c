#include "options.h"

#include "charset.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_DISCONNECT_MS 1000
#define MOST_CALLBACK_THREADS 16

typedef struct fault_switch {
    const char *name;
    size_t offset;
} fault_switch;

#define FAULT(name) {#name, offsetof(faults, name)}

static const fault_switch FAULTS[] = {
    FAULT(delay_ms),       FAULT(hang_at),          FAULT(hang_ms),       FAULT(refuse_every),
    FAULT(disconnect_every), FAULT(disconnect_ms),    FAULT(lose_every),    FAULT(repeat_every),
    FAULT(callback_threads), FAULT(crash_at),       FAULT(crash_before),  FAULT(refuse_login),
    FAULT(live_ticks_ms),  FAULT(bust_every),       FAULT(correct_every),
};

static int refuse(exchange_status *why, const char *what, const char *value) {
    snprintf(why->text, sizeof why->text, "%s, not \"%.80s\".", what, value);
    return 0;
}

static int parse_fault(char *item, options *out, exchange_status *why) {
    char *equals = strchr(item, '=');
    if (equals != NULL) {
        *equals = '\0';
        for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
            int64_t value;
            if (strcmp(item, FAULTS[i].name) == 0 && parse_number(equals + 1, &value)) {
                memcpy((char *)&out->faults + FAULTS[i].offset, &value, sizeof value);
                return 1;
            }
        }
        *equals = '=';
    }
    return refuse(why, "A fault of the simulated exchange must be name=number, e.g. crash_at=10", item);
}

static int parse_account(char *item, options *out, exchange_status *why) {
    if (out->account_count == MAX_LISTED || strlen(item) >= EXCHANGE_CODE_BYTES) {
        return refuse(why, "The simulated exchange supports at most 64 accounts of at most 23 letters", item);
    }
    out->accounts[out->account_count] = duplicate(item);
    return out->accounts[out->account_count++] != NULL;
}

static int parse_instrument(char *item, options *out, exchange_status *why) {
    char *colon = strchr(item, ':');
    int64_t multiplier;
    if (colon == NULL || colon == item || colon - item >= EXCHANGE_CODE_BYTES || out->instrument_count == MAX_LISTED
        || !parse_decimal(colon + 1, &multiplier) || multiplier <= 0) {
        return refuse(why, "An instrument must be code:multiplier, e.g. TXFH1:200, and at most 64 are supported", item);
    }
    *colon = '\0';
    exchange_instrument *listed = &out->instruments[out->instrument_count++];
    copy_text(listed->item_code, sizeof listed->item_code, item);
    listed->multiplier = multiplier;
    return 1;
}

/* Passes each part of a comma-separated list to a parser. */
static int parse_list(char *list, int (*parse)(char *, options *, exchange_status *), options *out, exchange_status *why) {
    while (list != NULL && *list != '\0') {
        char *comma = strchr(list, ',');
        if (comma != NULL) {
            *comma = '\0';
        }
        if (!parse(list, out, why)) {
            return 0;
        }
        list = comma == NULL ? NULL : comma + 1;
    }
    return 1;
}

static int parse_line(const char *name, char *value, options *out, exchange_status *why) {
    if (strcmp(name, "ledger") == 0) {
        free(out->ledger);
        out->ledger = *value == '\0' ? NULL : duplicate(value);
        return 1;
    }
    if (strcmp(name, "accounts") == 0) {
        return parse_list(value, parse_account, out, why);
    }
    if (strcmp(name, "instruments") == 0) {
        return parse_list(value, parse_instrument, out, why);
    }
    if (strcmp(name, "faults") == 0) {
        return parse_list(value, parse_fault, out, why);
    }
    if (strcmp(name, "latency_ms") == 0) {
        return parse_number(value, &out->latency_ms) || refuse(why, "latency_ms must be a number of milliseconds", value);
    }
    if (strcmp(name, "encoding") == 0) {
        copy_text(out->encoding, sizeof out->encoding, value);
        return charset_is_known(value)
            || refuse(why, "The encoding must be UTF-8 or MS950, and supported by this machine", value);
    }
    return 1;
}

static int parse_lines(char *lines, options *out, exchange_status *why) {
    for (char *line = lines; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        char *equals = strchr(line, '=');
        if (equals != NULL) {
            *equals = '\0';
            if (!parse_line(line, equals + 1, out, why)) {
                return 0;
            }
        }
        line = end == NULL ? NULL : end + 1;
    }
    return 1;
}

int options_parse(const char *given, options *out, exchange_status *why) {
    memset(out, 0, sizeof *out);
    copy_text(out->encoding, sizeof out->encoding, "UTF-8");
    out->faults.callback_threads = 1;
    out->faults.disconnect_ms = DEFAULT_DISCONNECT_MS;
    char *lines = duplicate(given);
    if (lines == NULL) {
        return refuse(why, "Memory is needed for the options", "none");
    }
    int sound = parse_lines(lines, out, why);
    free(lines);
    if (sound && (out->faults.callback_threads < 1 || out->faults.callback_threads > MOST_CALLBACK_THREADS)) {
        sound = refuse(why, "callback_threads must be from 1 to 16", "callback_threads");
    }
    if (!sound) {
        options_free(out);
    }
    return sound;
}

void options_free(options *out) {
    for (int i = 0; i < out->account_count; i++) {
        free(out->accounts[i]);
    }
    free(out->ledger);
    memset(out, 0, sizeof *out);
}
