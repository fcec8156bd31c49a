#include "book.h"

#include "charset.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCALE 10000
#define HOUR_S 3600
#define DAY_S (24 * HOUR_S)
#define TAIPEI_OFFSET_S (8 * HOUR_S)
#define NIGHT_OPENS_S (15 * HOUR_S)
#define FIRST_BUCKETS 1024

/* The initial balance of each account, and the margin rate: fictitious figures of the simulated exchange. */
#define FIRST_BALANCE (10000000LL * SCALE)
#define MARGIN_PERCENT 10

/* Wide enough for the largest price times quantity times multiplier. */
typedef __int128 wide;

typedef struct entry {
    int64_t seq;
    struct entry *next_in_bucket;
    struct entry *next_resting;
    char *note; /* in the library's encoding */
    size_t tag_length;
    char account[EXCHANGE_CODE_BYTES];
    char item_code[EXCHANGE_CODE_BYTES];
    char refusal[EXCHANGE_CODE_BYTES];
    int64_t price;
    int32_t side;
    int32_t type;
    int32_t quantity;
    int32_t filled;
    int32_t cancelled;
    int32_t time_in_force;
    int32_t state;
    int32_t trading_day; /* on which it was received; 0 if unknown */
    int32_t interrupted; /* open in the ledger at the start, and its instrument has had no price since */
} entry;

typedef struct fill {
    int64_t order_seq;
    int64_t price;
    int64_t time;
    int32_t quantity;
    int32_t change; /* EXCHANGE_EVENT_FILL_CORRECTED, EXCHANGE_EVENT_FILL_BUSTED, or 0 */
    int64_t changed_price;
    int64_t changed_time;
    int32_t changed_quantity; /* 0 if busted */
    int32_t unreported;       /* its report comes after its bust or correction */
} fill;

typedef struct holding {
    char account[EXCHANGE_CODE_BYTES];
    int item; /* index of the instrument; -1 if it is not listed, or no longer */
    char item_code[EXCHANGE_CODE_BYTES];
    int64_t quantity;
    wide cost;     /* of what is open: price times signed quantity */
    wide realized; /* points times contracts */
} holding;

struct book {
    options how;
    ledger *record;
    events *reports;
    text line;
    text converted;
    entry **orders; /* by seq - 1 */
    int64_t order_count;
    int64_t order_capacity;
    entry **buckets; /* by tag */
    size_t bucket_count;
    entry *resting[MAX_LISTED]; /* by instrument, oldest first */
    entry *last_resting[MAX_LISTED];
    fill *fills;
    int64_t fill_count;
    int64_t fill_capacity;
    int64_t settled_fills; /* fills that have been busted or corrected, or will not be */
    int64_t changes;
    holding *holdings;
    int64_t holding_count;
    int64_t cancels;
    int64_t replaces;
    int64_t last_price[MAX_LISTED];
    int64_t last_time[MAX_LISTED]; /* 0: no trade yet */
    int64_t latest_time;
};

static const char *const SIDES[] = {"", "buy", "sell"};
static const char *const TYPES[] = {"", "limit", "market", "range_market"};
static const char *const TIMES[] = {"", "rod", "ioc", "fok"};
static const char *const OPENINGS[] = {"", "open", "close", "auto"};

/* The number of a word; 0 if the word is unknown. */
static int32_t number_of(const char *word, const char *const *words, int32_t last) {
    for (int32_t i = last; word != NULL && i > 0; i--) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return 0;
}

static int64_t wall_clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int item_of(const book *market, const char *item_code) {
    for (int i = 0; i < market->how.instrument_count; i++) {
        if (strcmp(market->how.instruments[i].item_code, item_code) == 0) {
            return i;
        }
    }
    return -1;
}

/* The market's own clock: the time of the last trade; before the first trade, the time of the ledger's last line. */
static int64_t market_time(const book *market) {
    return market->latest_time != 0 ? market->latest_time : wall_clock_ms();
}

static int64_t exchange_time(const book *market, const char *item_code) {
    int item = item_of(market, item_code);
    return item >= 0 && market->last_time[item] != 0 ? market->last_time[item] : market_time(market);
}

/* Days since 1970 as year, month, day in one number (the civil-from-days algorithm of the proleptic calendar). */
static int32_t date_number(int64_t days) {
    int64_t shifted = days + 719468;
    int64_t era = shifted / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    return (int32_t)(year * 10000 + month * 100 + day);
}

/* A trading day starts at 15:00 of the evening before; times on a weekend belong to Monday. */
static int32_t trading_day_of(int64_t time_ms) {
    int64_t local = time_ms / 1000 + TAIPEI_OFFSET_S;
    int64_t days = local / DAY_S + (local % DAY_S >= NIGHT_OPENS_S);
    int64_t weekday = (days + 3) % 7; /* 0 is Monday */
    return date_number(weekday >= 5 ? days + 7 - weekday : days);
}

int32_t book_trading_day(const book *market) {
    return trading_day_of(market_time(market));
}

/* ---- orders by their tags ---- */

static size_t hash(const char *tag, size_t length) {
    uint64_t value = 1469598103934665603ULL;
    for (size_t i = 0; i < length; i++) {
        value = (value ^ (unsigned char)tag[i]) * 1099511628211ULL;
    }
    return (size_t)(value ^ value >> 32);
}

static int grow_buckets(book *market) {
    size_t count = market->bucket_count == 0 ? FIRST_BUCKETS : market->bucket_count * 2;
    entry **buckets = calloc(count, sizeof *buckets);
    if (buckets == NULL) {
        return 0;
    }
    for (int64_t i = 0; i < market->order_count; i++) {
        entry *order = market->orders[i];
        size_t at = hash(order->note, order->tag_length) % count;
        order->next_in_bucket = buckets[at];
        buckets[at] = order;
    }
    free(market->buckets);
    market->buckets = buckets;
    market->bucket_count = count;
    return 1;
}

static int make_room(book *market) {
    if (market->order_count == market->order_capacity) {
        int64_t capacity = market->order_capacity == 0 ? FIRST_BUCKETS : market->order_capacity * 2;
        entry **orders = realloc(market->orders, (size_t)capacity * sizeof *orders);
        if (orders == NULL) {
            return 0;
        }
        market->orders = orders;
        market->order_capacity = capacity;
    }
    if (market->fill_count == market->fill_capacity) {
        int64_t capacity = market->fill_capacity == 0 ? FIRST_BUCKETS : market->fill_capacity * 2;
        fill *fills = realloc(market->fills, (size_t)capacity * sizeof *fills);
        if (fills == NULL) {
            return 0;
        }
        market->fills = fills;
        market->fill_capacity = capacity;
    }
    return (size_t)market->order_count < market->bucket_count || grow_buckets(market);
}

static entry *new_entry(const exchange_order *order) {
    entry *made = calloc(1, sizeof *made);
    if (made == NULL || (made->note = duplicate(order->note)) == NULL) {
        free(made);
        return NULL;
    }
    made->tag_length = strcspn(made->note, " ");
    memcpy(made->account, order->account, sizeof made->account);
    memcpy(made->item_code, order->item_code, sizeof made->item_code);
    made->price = order->price;
    made->side = order->side;
    made->type = order->type;
    made->quantity = order->quantity;
    made->time_in_force = order->time_in_force;
    made->state = EXCHANGE_ORDER_WORKING;
    return made;
}

static void add_entry(book *market, entry *added) {
    added->seq = market->order_count + 1;
    size_t at = hash(added->note, added->tag_length) % market->bucket_count;
    added->next_in_bucket = market->buckets[at];
    market->buckets[at] = added;
    market->orders[market->order_count++] = added;
}

static int32_t working(const entry *order) {
    return order->state == EXCHANGE_ORDER_WORKING ? order->quantity - order->filled - order->cancelled : 0;
}

/* ---- reports ---- */

static void serial_of(int64_t seq, char *field) {
    snprintf(field, EXCHANGE_CODE_BYTES, "%06" PRId64, seq);
}

static const char *text_of(const char *refusal) {
    static const char *const TEXTS[][2] = {
        {"ACCOUNT", "The exchange does not know this account."},
        {"PRODUCT", "The exchange does not list this instrument."},
        {"NOPRICE", "This instrument has not traded yet."},
        {"FAULT", "The simulated exchange is configured to reject this order."},
        {"NOORDER", "The exchange has no such order."},
        {"NOTWORKING", "The order is no longer working."},
        {"REPLACE", "Only a limit order's price can be changed, and the working quantity can only be reduced."},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        if (strcmp(refusal, TEXTS[i][0]) == 0) {
            return TEXTS[i][1];
        }
    }
    return "The exchange rejected the order.";
}

static void report_of(const book *market, const entry *order, exchange_order_report *out) {
    memset(out, 0, sizeof *out);
    serial_of(order->seq, out->order_serial);
    memcpy(out->account, order->account, sizeof out->account);
    memcpy(out->item_code, order->item_code, sizeof out->item_code);
    copy_text(out->note, sizeof out->note, order->note);
    memcpy(out->code, order->refusal, sizeof out->code);
    copy_text(out->text, sizeof out->text, text_of(order->refusal));
    out->price = order->price;
    out->time = exchange_time(market, order->item_code);
    out->trading_day = trading_day_of(out->time);
    out->state = order->state;
    out->side = order->side;
    out->type = order->type;
    out->quantity = order->quantity;
    out->filled = order->filled;
    out->cancelled = order->cancelled;
    out->time_in_force = order->time_in_force;
}

static void report_order(const book *market, const entry *order) {
    if (market->reports != NULL) {
        exchange_order_report report;
        report_of(market, order, &report);
        events_post(market->reports, EXCHANGE_EVENT_ORDER, 0, &report, sizeof report, 0);
    }
}

int book_fill(const book *market, int64_t index, exchange_fill_report *out) {
    if (index < 0 || index >= market->fill_count) {
        return 0;
    }
    const fill *done = &market->fills[index];
    const entry *order = market->orders[done->order_seq - 1];
    memset(out, 0, sizeof *out);
    snprintf(out->fill_number, sizeof out->fill_number, "%" PRId64, index + 1);
    serial_of(order->seq, out->order_serial);
    memcpy(out->account, order->account, sizeof out->account);
    memcpy(out->item_code, order->item_code, sizeof out->item_code);
    copy_text(out->note, sizeof out->note, order->note);
    out->price = done->price;
    out->time = done->time;
    out->trading_day = trading_day_of(done->time);
    out->side = order->side;
    out->quantity = done->quantity;
    return 1;
}

int32_t book_change(const book *market, int64_t index, exchange_fill_report *out) {
    if (!book_fill(market, index, out) || market->fills[index].change == 0) {
        return 0;
    }
    const fill *changed = &market->fills[index];
    out->time = changed->changed_time;
    if (changed->change == EXCHANGE_EVENT_FILL_CORRECTED) {
        out->price = changed->changed_price;
        out->quantity = changed->changed_quantity;
    }
    return changed->change;
}

static void report_fill(const book *market, int64_t index) {
    exchange_fill_report report;
    if (market->reports != NULL && book_fill(market, index, &report)) {
        events_post(market->reports, EXCHANGE_EVENT_FILL, 0, &report, sizeof report, 0);
    }
}

/* ---- the ledger's lines ---- */

static void begin_line(book *market, const char *kind, int64_t seq, int64_t time) {
    text_clear(&market->line);
    text_add(&market->line, "{\"kind\":\"");
    text_add(&market->line, kind);
    text_add(&market->line, "\",\"seq\":");
    text_add_number(&market->line, seq);
    text_add(&market->line, ",\"received_at\":");
    text_add_number(&market->line, wall_clock_ms());
    text_add(&market->line, ",\"exchange_time\":");
    text_add_number(&market->line, time);
}

static void add_text(book *market, const char *name, const char *value) {
    text_add(&market->line, ",\"");
    text_add(&market->line, name);
    text_add(&market->line, "\":");
    text_add_json(&market->line, value);
}

static void add_name(book *market, const char *name) {
    text_add(&market->line, ",\"");
    text_add(&market->line, name);
    text_add(&market->line, "\":");
}

static void add_number(book *market, const char *name, int64_t number) {
    add_name(market, name);
    text_add_number(&market->line, number);
}

static void add_decimal(book *market, const char *name, int64_t scaled) {
    add_name(market, name);
    text_add_decimal(&market->line, scaled);
}

static int end_line(book *market) {
    text_add(&market->line, "}\n");
    return market->record == NULL || ledger_append(market->record, &market->line);
}

static int write_order(book *market, const exchange_order *order) {
    text_clear(&market->converted);
    if (!charset_to_utf8(market->how.encoding, order->note, &market->converted)) {
        return 0;
    }
    char *note = market->converted.bytes == NULL ? "" : market->converted.bytes;
    char *blank = strchr(note, ' ');
    begin_line(market, "order", market->order_count + 1, exchange_time(market, order->item_code));
    if (blank != NULL) {
        *blank = '\0';
    }
    add_text(market, "tag", note);
    add_text(market, "note", blank == NULL ? "" : blank + 1);
    add_text(market, "account", order->account);
    add_text(market, "item_code", order->item_code);
    add_text(market, "side", SIDES[order->side]);
    add_text(market, "order_type", TYPES[order->type]);
    add_decimal(market, "price", order->price);
    add_number(market, "quantity", order->quantity);
    add_text(market, "time_in_force", TIMES[order->time_in_force]);
    add_text(market, "open_close", OPENINGS[order->open_close]);
    add_name(market, "day_trade");
    text_add(&market->line, order->day_trade ? "true" : "false");
    return end_line(market);
}

/* ---- positions ---- */

static holding *holding_of(book *market, const entry *order) {
    for (int64_t i = 0; i < market->holding_count; i++) {
        holding *held = &market->holdings[i];
        if (strcmp(held->account, order->account) == 0 && strcmp(held->item_code, order->item_code) == 0) {
            return held;
        }
    }
    holding *holdings = realloc(market->holdings, (size_t)(market->holding_count + 1) * sizeof *holdings);
    if (holdings == NULL) {
        return NULL;
    }
    market->holdings = holdings;
    holding *added = &holdings[market->holding_count++];
    memset(added, 0, sizeof *added);
    memcpy(added->account, order->account, sizeof added->account);
    memcpy(added->item_code, order->item_code, sizeof added->item_code);
    added->item = item_of(market, order->item_code);
    return added;
}

static void book_holding(book *market, const entry *order, int32_t quantity, int64_t price) {
    holding *held = holding_of(market, order);
    if (held == NULL) {
        return;
    }
    int sign = order->side == EXCHANGE_SIDE_BUY ? 1 : -1;
    int64_t open = held->quantity < 0 ? -held->quantity : held->quantity;
    int opens_only = held->quantity == 0 || (held->quantity > 0) == (sign > 0);
    int64_t closed = opens_only ? 0 : open < quantity ? open : quantity;
    if (closed > 0) {
        wide cost = closed == open ? held->cost : held->cost * closed / open;
        held->realized += (wide)price * closed * (held->quantity > 0 ? 1 : -1) - cost;
        held->cost -= cost;
    }
    held->cost += (wide)price * sign * (quantity - closed);
    held->quantity += (int64_t)sign * quantity;
}

static int64_t multiplier_of(const book *market, const holding *held) {
    return held->item < 0 ? SCALE : market->how.instruments[held->item].multiplier;
}

static int64_t last_price_of(const book *market, const holding *held) {
    int traded = held->item >= 0 && market->last_time[held->item] != 0;
    return traded ? market->last_price[held->item] : (int64_t)(held->cost / held->quantity);
}

static wide unrealized(const book *market, const holding *held) {
    if (held->quantity == 0) {
        return 0;
    }
    wide points = (wide)last_price_of(market, held) * held->quantity - held->cost;
    return points * multiplier_of(market, held) / SCALE;
}

int book_position(const book *market, int64_t index, exchange_position *out) {
    for (int64_t i = 0; i < market->holding_count; i++) {
        const holding *held = &market->holdings[i];
        if (held->quantity == 0 || index-- > 0) {
            continue;
        }
        memset(out, 0, sizeof *out);
        memcpy(out->account, held->account, sizeof out->account);
        memcpy(out->item_code, held->item_code, sizeof out->item_code);
        wide half = (held->cost < 0) == (held->quantity < 0) ? held->quantity / 2 : -(held->quantity / 2);
        out->average_price = (int64_t)((held->cost + half) / held->quantity);
        out->unrealized_pnl = (int64_t)unrealized(market, held);
        out->quantity = (int32_t)held->quantity;
        return 1;
    }
    return 0;
}

void book_margin(const book *market, const char *account, exchange_margin *out) {
    wide balance = FIRST_BALANCE;
    wide open = 0;
    wide bound = 0;
    for (int64_t i = 0; i < market->holding_count; i++) {
        const holding *held = &market->holdings[i];
        if (strcmp(held->account, account) == 0) {
            int64_t multiplier = multiplier_of(market, held);
            balance += held->realized * multiplier / SCALE;
            open += unrealized(market, held);
            if (held->quantity != 0) {
                wide value = (wide)last_price_of(market, held) * held->quantity * multiplier / SCALE;
                bound += (value < 0 ? -value : value) * MARGIN_PERCENT / 100;
            }
        }
    }
    memset(out, 0, sizeof *out);
    copy_text(out->account, sizeof out->account, account);
    copy_text(out->currency, sizeof out->currency, "TWD");
    out->balance = (int64_t)balance;
    out->equity = (int64_t)(balance + open);
    out->initial_margin = (int64_t)bound;
    out->available = (int64_t)(balance + open - bound);
}

/* ---- matching ---- */

static void remember_fill(book *market, entry *order, int32_t quantity, int64_t price, int64_t time) {
    market->fills[market->fill_count++] =
        (fill){.order_seq = order->seq, .price = price, .time = time, .quantity = quantity};
    order->filled += quantity;
    order->state = EXCHANGE_ORDER_FILLED;
    book_holding(market, order, quantity, price);
}

/* What will happen to a fill: EXCHANGE_EVENT_FILL_CORRECTED, EXCHANGE_EVENT_FILL_BUSTED, or 0. */
static int32_t change_due(const book *market, int64_t number) {
    const faults *faults = &market->how.faults;
    if (faults->bust_every > 0 && number % faults->bust_every == 0) {
        return EXCHANGE_EVENT_FILL_BUSTED;
    }
    return faults->correct_every > 0 && number % faults->correct_every == 0 ? EXCHANGE_EVENT_FILL_CORRECTED : 0;
}

/* Whether a fill is reported only after its change: every other one of them. */
static int is_held_back(const book *market, int64_t number) {
    int32_t kind = change_due(market, number);
    int64_t every = kind == EXCHANGE_EVENT_FILL_BUSTED ? market->how.faults.bust_every : market->how.faults.correct_every;
    return kind != 0 && number / every % 2 == 0;
}

/* Fills the order completely at the last trade's price, which is at the order's limit or better for the client. */
static int fill_now(book *market, entry *order, int item) {
    int32_t quantity = working(order);
    int64_t price = market->last_price[item];
    int64_t time = market->last_time[item];
    begin_line(market, "fill", market->fill_count + 1, time);
    add_number(market, "order_seq", order->seq);
    add_text(market, "account", order->account);
    add_text(market, "item_code", order->item_code);
    add_text(market, "side", SIDES[order->side]);
    add_decimal(market, "price", price);
    add_number(market, "quantity", quantity);
    if (!make_room(market) || !end_line(market)) {
        return 0;
    }
    remember_fill(market, order, quantity, price, time);
    if (is_held_back(market, market->fill_count)) {
        market->fills[market->fill_count - 1].unreported = 1;
    } else {
        report_fill(market, market->fill_count - 1);
    }
    report_order(market, order);
    return 1;
}

static void ended(entry *order, const char *refusal) {
    order->cancelled = order->quantity - order->filled;
    order->state = refusal == NULL ? EXCHANGE_ORDER_CANCELLED : EXCHANGE_ORDER_REFUSED;
    copy_text(order->refusal, sizeof order->refusal, refusal == NULL ? "" : refusal);
}

/* Enters the change of a fill, with its price, time and quantity (0: busted), and computes the positions again. */
static void change_fill(book *market, int64_t index, int32_t quantity, int64_t price, int64_t time) {
    fill *changed = &market->fills[index];
    entry *order = market->orders[changed->order_seq - 1];
    changed->change = quantity == 0 ? EXCHANGE_EVENT_FILL_BUSTED : EXCHANGE_EVENT_FILL_CORRECTED;
    changed->changed_quantity = quantity;
    changed->changed_price = price;
    changed->changed_time = time;
    market->changes++;
    order->filled += quantity - changed->quantity;
    if (quantity < changed->quantity) {
        ended(order, NULL);
    }
    market->holding_count = 0;
    for (int64_t i = 0; i < market->fill_count; i++) {
        const fill *one = &market->fills[i];
        if (one->change != EXCHANGE_EVENT_FILL_BUSTED) {
            book_holding(market, market->orders[one->order_seq - 1],
                one->change == 0 ? one->quantity : one->changed_quantity, one->change == 0 ? one->price : one->changed_price);
        }
    }
}

/* Busts or corrects a fill; returns 0 if the ledger could not be written. */
static int change_now(book *market, int64_t index, int32_t is_bust) {
    const fill *done = &market->fills[index];
    const entry *order = market->orders[done->order_seq - 1];
    int32_t quantity = is_bust ? 0 : done->quantity > 1 ? done->quantity - 1 : 1;
    int64_t price = done->price + (is_bust ? 0 : SCALE);
    int64_t time = exchange_time(market, order->item_code);
    begin_line(market, "change", market->changes + 1, time);
    add_number(market, "fill_seq", index + 1);
    add_decimal(market, "price", price);
    add_number(market, "quantity", quantity);
    if (!end_line(market)) {
        return 0;
    }
    change_fill(market, index, quantity, price, time);
    exchange_fill_report report;
    int32_t kind = book_change(market, index, &report);
    if (market->reports != NULL) {
        events_post(market->reports, kind, 0, &report, sizeof report, 0);
    }
    report_order(market, order);
    return 1;
}

/* Busts and corrects the fills whose turn it is, before anything else happens in the market. */
static void settle(book *market) {
    while (market->settled_fills < market->fill_count) {
        int64_t index = market->settled_fills;
        int32_t kind = change_due(market, index + 1);
        if (kind != 0 && market->fills[index].change == 0
            && !change_now(market, index, kind == EXCHANGE_EVENT_FILL_BUSTED)) {
            return;
        }
        if (market->fills[index].unreported) {
            market->fills[index].unreported = 0;
            report_fill(market, index);
        }
        market->settled_fills++;
    }
}

/* Ends an order: cancelled, or rejected with a code. */
static int end_order(book *market, entry *order, const char *refusal) {
    begin_line(market, "cancel", market->cancels + 1, exchange_time(market, order->item_code));
    add_number(market, "order_seq", order->seq);
    if (refusal != NULL) {
        add_text(market, "refusal", refusal);
    }
    if (!end_line(market)) {
        return 0;
    }
    market->cancels++;
    ended(order, refusal);
    report_order(market, order);
    return 1;
}

static int crosses(const entry *order, int64_t last_price) {
    if (order->type != EXCHANGE_TYPE_LIMIT) {
        return 1;
    }
    return order->side == EXCHANGE_SIDE_BUY ? last_price <= order->price : last_price >= order->price;
}

static void rest(book *market, entry *order, int item) {
    order->next_resting = NULL;
    if (market->last_resting[item] == NULL) {
        market->resting[item] = order;
    } else {
        market->last_resting[item]->next_resting = order;
    }
    market->last_resting[item] = order;
}

static int match(book *market, entry *order, int item) {
    if (crosses(order, market->last_price[item])) {
        return fill_now(market, order, item);
    }
    if (order->time_in_force == EXCHANGE_TIF_ROD) {
        rest(market, order, item);
        return 1;
    }
    return end_order(market, order, NULL);
}

/* Processes the resting orders of an instrument, and keeps those that still rest. */
static void rematch(book *market, int item, void (*visit)(book *, entry *, int)) {
    entry *order = market->resting[item];
    market->resting[item] = NULL;
    market->last_resting[item] = NULL;
    while (order != NULL) {
        entry *next = order->next_resting;
        if (working(order) > 0) {
            visit(market, order, item);
        }
        if (working(order) > 0) {
            rest(market, order, item);
        }
        order = next;
    }
}

static int has_account(const book *market, const char *account) {
    for (int i = 0; i < market->how.account_count; i++) {
        if (strcmp(market->how.accounts[i], account) == 0) {
            return 1;
        }
    }
    return market->how.account_count == 0;
}

static const char *refusal_of(const book *market, const char *account, const char *item_code) {
    if (!has_account(market, account)) {
        return "ACCOUNT";
    }
    int item = item_of(market, item_code);
    if (item < 0) {
        return "PRODUCT";
    }
    return market->last_time[item] == 0 ? "NOPRICE" : NULL;
}

/* An order is valid until the end of the trading day on which it was received. */
static int is_past(const entry *order, int32_t today) {
    return order->trading_day != 0 && order->trading_day < today;
}

/* Resumes an order that is open in the ledger: it rested, or the process died before it was matched. */
static void resume(book *market, entry *order, int item) {
    if (!order->interrupted) {
        return;
    }
    order->interrupted = 0;
    const char *refusal = refusal_of(market, order->account, order->item_code);
    if (refusal != NULL) {
        end_order(market, order, refusal);
    } else if (is_past(order, trading_day_of(market->last_time[item]))) {
        end_order(market, order, NULL);
    } else if (crosses(order, market->last_price[item])) {
        fill_now(market, order, item);
    } else if (order->time_in_force != EXCHANGE_TIF_ROD) {
        end_order(market, order, NULL);
    }
}

static int move_to(book *market, const exchange_tick *tick) {
    int item = item_of(market, tick->item_code);
    if (item >= 0) {
        market->last_price[item] = tick->price;
        market->last_time[item] = tick->time;
        market->latest_time = tick->time;
    }
    return item;
}

void book_open_at(book *market, const exchange_tick *tick) {
    int item = move_to(market, tick);
    if (item >= 0) {
        rematch(market, item, resume);
    }
}

static void fill_if_crossed(book *market, entry *order, int item) {
    if (order->interrupted) {
        resume(market, order, item);
    } else if (is_past(order, trading_day_of(market->last_time[item]))) {
        end_order(market, order, NULL);
    } else if (crosses(order, market->last_price[item])) {
        fill_now(market, order, item);
    }
}

void book_trade(book *market, const exchange_tick *tick) {
    int item = move_to(market, tick);
    settle(market);
    if (item >= 0 && market->resting[item] != NULL) {
        rematch(market, item, fill_if_crossed);
    }
}

/* ---- requests ---- */

static void refuse(exchange_reply *reply, const char *code) {
    reply->accepted = 0;
    copy_text(reply->code, sizeof reply->code, code);
    copy_text(reply->text, sizeof reply->text, text_of(code));
}

int book_send(book *market, const exchange_order *order, const char *fault, exchange_reply *reply) {
    memset(reply, 0, sizeof *reply);
    settle(market);
    entry *added = make_room(market) ? new_entry(order) : NULL;
    if (added == NULL || !write_order(market, order)) {
        if (added != NULL) {
            free(added->note);
        }
        free(added);
        return 0;
    }
    added->trading_day = trading_day_of(exchange_time(market, order->item_code));
    add_entry(market, added);
    serial_of(added->seq, reply->order_serial);
    const char *refusal = fault != NULL ? fault : refusal_of(market, order->account, order->item_code);
    if (refusal != NULL) {
        refuse(reply, refusal);
        return end_order(market, added, refusal);
    }
    reply->accepted = 1;
    report_order(market, added);
    int item = item_of(market, order->item_code);
    if (match(market, added, item)) {
        return 1;
    }
    added->interrupted = 1;
    rest(market, added, item);
    return 0;
}

static entry *own_order(const book *market, const char *account, const char *serial) {
    int64_t seq;
    if (!parse_number(serial, &seq) || seq < 1 || seq > market->order_count) {
        return NULL;
    }
    entry *found = market->orders[seq - 1];
    return strcmp(found->account, account) == 0 ? found : NULL;
}

/* The order to change, if it is working; otherwise NULL, with the reason in *reply. */
static entry *working_order(const book *market, const char *account, const char *serial, exchange_reply *reply) {
    memset(reply, 0, sizeof *reply);
    entry *order = own_order(market, account, serial);
    if (order == NULL) {
        refuse(reply, "NOORDER");
        return NULL;
    }
    serial_of(order->seq, reply->order_serial);
    if (working(order) == 0) {
        refuse(reply, "NOTWORKING");
        return NULL;
    }
    reply->accepted = 1;
    return order;
}

int book_cancel(book *market, const char *account, const char *serial, exchange_reply *reply) {
    entry *order = working_order(market, account, serial, reply);
    return order == NULL || end_order(market, order, NULL);
}

int book_replace(
    book *market, const char *account, const char *serial, int64_t price, int32_t quantity, exchange_reply *reply) {
    entry *order = working_order(market, account, serial, reply);
    if (order == NULL) {
        return 1;
    }
    if (quantity > working(order) || (price != 0 && order->type != EXCHANGE_TYPE_LIMIT)) {
        refuse(reply, "REPLACE");
        return 1;
    }
    int64_t new_price = price == 0 ? order->price : price;
    int32_t new_quantity = quantity == 0 ? working(order) : quantity;
    begin_line(market, "replace", market->replaces + 1, exchange_time(market, order->item_code));
    add_number(market, "order_seq", order->seq);
    add_decimal(market, "price", new_price);
    add_number(market, "quantity", new_quantity);
    if (!end_line(market)) {
        return 0;
    }
    market->replaces++;
    order->price = new_price;
    order->cancelled += working(order) - new_quantity;
    report_order(market, order);
    int item = item_of(market, order->item_code);
    if (item >= 0 && market->last_time[item] != 0 && crosses(order, market->last_price[item])) {
        fill_now(market, order, item);
    }
    return 1;
}

int book_find(const book *market, const char *tag, exchange_order_report *out) {
    size_t length = strlen(tag);
    if (market->bucket_count == 0 || length == 0) {
        return 0;
    }
    for (entry *at = market->buckets[hash(tag, length) % market->bucket_count]; at != NULL; at = at->next_in_bucket) {
        if (at->tag_length == length && memcmp(at->note, tag, length) == 0) {
            report_of(market, at, out);
            return 1;
        }
    }
    return 0;
}

int book_order(const book *market, int64_t index, exchange_order_report *out) {
    if (index < 0 || index >= market->order_count) {
        return 0;
    }
    report_of(market, market->orders[index], out);
    return 1;
}

int64_t book_order_count(const book *market) {
    return market->order_count;
}

int64_t book_fill_count(const book *market) {
    return market->fill_count;
}

/* ---- from the ledger ---- */

static int number_field(const ledger_line *line, const char *name, int64_t *number) {
    const char *value = ledger_field(line, name);
    return value != NULL && parse_number(value, number);
}

static int decimal_field(const ledger_line *line, const char *name, int64_t *scaled) {
    const char *value = ledger_field(line, name);
    return value != NULL && parse_decimal(value, scaled);
}

static int code_field(const ledger_line *line, const char *name, char *field) {
    const char *value = ledger_field(line, name);
    if (value == NULL || strlen(value) >= EXCHANGE_CODE_BYTES) {
        return 0;
    }
    copy_text(field, EXCHANGE_CODE_BYTES, value);
    return 1;
}

static int restore_order(book *market, const ledger_line *line) {
    exchange_order order;
    int64_t quantity;
    memset(&order, 0, sizeof order);
    const char *tag = ledger_field(line, "tag");
    const char *note = ledger_field(line, "note");
    order.side = number_of(ledger_field(line, "side"), SIDES, 2);
    order.type = number_of(ledger_field(line, "order_type"), TYPES, 3);
    order.time_in_force = number_of(ledger_field(line, "time_in_force"), TIMES, 3);
    if (tag == NULL || note == NULL || !code_field(line, "account", order.account)
        || !code_field(line, "item_code", order.item_code) || !decimal_field(line, "price", &order.price)
        || !number_field(line, "quantity", &quantity) || quantity < 1 || quantity > INT32_MAX || order.side == 0
        || order.type == 0 || order.time_in_force == 0) {
        return 0;
    }
    order.quantity = (int32_t)quantity;
    text_clear(&market->line);
    text_add(&market->line, tag);
    text_add(&market->line, " ");
    text_add(&market->line, note);
    text_clear(&market->converted);
    if (market->line.failed || !charset_from_utf8(market->how.encoding, market->line.bytes, &market->converted)
        || market->converted.length >= sizeof order.note || !make_room(market)) {
        return 0;
    }
    copy_text(order.note, sizeof order.note, market->converted.bytes);
    entry *added = new_entry(&order);
    if (added == NULL) {
        return 0;
    }
    int64_t time;
    added->trading_day = number_field(line, "exchange_time", &time) ? trading_day_of(time) : 0;
    added->interrupted = 1;
    add_entry(market, added);
    return 1;
}

static entry *restored_order(const book *market, const ledger_line *line) {
    int64_t seq;
    if (!number_field(line, "order_seq", &seq) || seq < 1 || seq > market->order_count) {
        return NULL;
    }
    entry *order = market->orders[seq - 1];
    return working(order) > 0 ? order : NULL;
}

static int restore_fill(book *market, const ledger_line *line) {
    entry *order = restored_order(market, line);
    int64_t price;
    int64_t quantity;
    int64_t time;
    if (order == NULL || !decimal_field(line, "price", &price) || !number_field(line, "quantity", &quantity)
        || !number_field(line, "exchange_time", &time) || quantity != working(order) || !make_room(market)) {
        return 0;
    }
    remember_fill(market, order, (int32_t)quantity, price, time);
    return 1;
}

static int restore_cancel(book *market, const ledger_line *line) {
    entry *order = restored_order(market, line);
    const char *refusal = ledger_field(line, "refusal");
    if (order == NULL || (refusal != NULL && strlen(refusal) >= EXCHANGE_CODE_BYTES)) {
        return 0;
    }
    market->cancels++;
    ended(order, refusal);
    return 1;
}

static int restore_replace(book *market, const ledger_line *line) {
    entry *order = restored_order(market, line);
    int64_t price;
    int64_t quantity;
    if (order == NULL || !decimal_field(line, "price", &price) || !number_field(line, "quantity", &quantity)
        || quantity < 1 || quantity > working(order)) {
        return 0;
    }
    market->replaces++;
    order->price = price;
    order->cancelled += working(order) - (int32_t)quantity;
    return 1;
}

static int restore_change(book *market, const ledger_line *line) {
    int64_t fill_seq;
    int64_t price;
    int64_t quantity;
    int64_t time;
    if (!number_field(line, "fill_seq", &fill_seq) || !decimal_field(line, "price", &price)
        || !number_field(line, "quantity", &quantity) || !number_field(line, "exchange_time", &time) || fill_seq < 1
        || fill_seq > market->fill_count || market->fills[fill_seq - 1].change != 0 || quantity < 0
        || quantity > market->fills[fill_seq - 1].quantity) {
        return 0;
    }
    change_fill(market, fill_seq - 1, (int32_t)quantity, price, time);
    return 1;
}

static int restore_line(book *market, const ledger_line *line) {
    static const struct {
        const char *kind;
        int (*restore)(book *, const ledger_line *);
    } KINDS[] = {
        {"order", restore_order}, {"fill", restore_fill}, {"cancel", restore_cancel}, {"replace", restore_replace},
        {"change", restore_change}};
    int64_t seq;
    const char *kind = ledger_field(line, "kind");
    if (kind == NULL || !number_field(line, "seq", &seq)) {
        return 0;
    }
    int64_t time;
    market->latest_time = number_field(line, "exchange_time", &time) ? time : market->latest_time;
    const int64_t expected[] = {market->order_count + 1, market->fill_count + 1, market->cancels + 1, market->replaces + 1,
        market->changes + 1};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        if (strcmp(kind, KINDS[i].kind) == 0) {
            return seq == expected[i] && KINDS[i].restore(market, line);
        }
    }
    return 0;
}

static int restore(book *market, exchange_status *why) {
    ledger_line line;
    int result;
    while ((result = ledger_read(market->record, &line)) != 0) {
        if (result < 0 || !restore_line(market, &line)) {
            snprintf(why->text, sizeof why->text,
                "Line %" PRId64 " of the exchange's ledger is damaged; restore the file, or move it away to start a new one.",
                ledger_lines(market->record));
            return 0;
        }
    }
    for (int64_t i = 0; i < market->order_count; i++) {
        int item = item_of(market, market->orders[i]->item_code);
        if (item >= 0 && working(market->orders[i]) > 0) {
            rest(market, market->orders[i], item);
        }
    }
    return 1;
}

book *book_open(const options *how, exchange_status *why) {
    book *market = calloc(1, sizeof *market);
    if (market == NULL) {
        return NULL;
    }
    market->how = *how;
    if (how->ledger != NULL) {
        market->record = ledger_open(how->ledger, why);
        if (market->record == NULL || !restore(market, why)) {
            book_close(market);
            return NULL;
        }
    }
    return market;
}

void book_report_to(book *market, events *queue) {
    market->reports = queue;
}

void book_close(book *market) {
    if (market == NULL) {
        return;
    }
    for (int64_t i = 0; i < market->order_count; i++) {
        free(market->orders[i]->note);
        free(market->orders[i]);
    }
    free(market->orders);
    free(market->buckets);
    free(market->fills);
    free(market->holdings);
    text_free(&market->line);
    text_free(&market->converted);
    ledger_close(market->record);
    free(market);
}
