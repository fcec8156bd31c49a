#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCALE 10000

void text_clear(text *out) {
    out->length = 0;
    if (out->bytes != NULL) {
        out->bytes[0] = '\0';
    }
}

void text_free(text *out) {
    free(out->bytes);
    memset(out, 0, sizeof *out);
}

void text_add_bytes(text *out, const char *part, size_t length) {
    if (out->failed) {
        return;
    }
    if (out->length + length + 1 > out->capacity) {
        size_t capacity = (out->length + length + 1) * 2;
        char *bytes = realloc(out->bytes, capacity);
        if (bytes == NULL) {
            out->failed = 1;
            return;
        }
        out->bytes = bytes;
        out->capacity = capacity;
    }
    memcpy(out->bytes + out->length, part, length);
    out->length += length;
    out->bytes[out->length] = '\0';
}

void text_add(text *out, const char *part) {
    text_add_bytes(out, part, strlen(part));
}

void text_add_number(text *out, int64_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    text_add(out, digits);
}

void text_add_decimal(text *out, int64_t scaled) {
    uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%s%" PRIu64, scaled < 0 ? "-" : "", size / SCALE);
    uint64_t rest = size % SCALE;
    if (rest != 0) {
        length += snprintf(digits + length, sizeof digits - (size_t)length, ".%04" PRIu64, rest);
        while (digits[length - 1] == '0') {
            length--;
        }
    }
    text_add_bytes(out, digits, (size_t)length);
}

void text_add_json(text *out, const char *utf8) {
    text_add(out, "\"");
    for (const unsigned char *c = (const unsigned char *)utf8; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') {
            char escaped[2] = {'\\', (char)*c};
            text_add_bytes(out, escaped, 2);
        } else if (*c < 0x20) {
            char escaped[8];
            snprintf(escaped, sizeof escaped, "\\u%04X", *c);
            text_add(out, escaped);
        } else {
            text_add_bytes(out, (const char *)c, 1);
        }
    }
    text_add(out, "\"");
}

void copy_text(char *field, size_t capacity, const char *from) {
    size_t length = strlen(from);
    if (length >= capacity) {
        length = capacity - 1;
        while (length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    memcpy(field, from, length);
    memset(field + length, 0, capacity - length);
}

char *duplicate(const char *from) {
    size_t bytes = strlen(from) + 1;
    char *copy = malloc(bytes);
    if (copy != NULL) {
        memcpy(copy, from, bytes);
    }
    return copy;
}

int parse_decimal(const char *from, int64_t *scaled) {
    const int64_t largest = INT64_MAX / 10 - 9;
    int negative = *from == '-';
    const char *c = from + negative;
    int64_t value = 0;
    int decimals = -1;
    int digits = 0;
    for (; *c != '\0'; c++) {
        if (*c == '.' && decimals < 0 && digits > 0) {
            decimals = 0;
        } else if (*c >= '0' && *c <= '9' && decimals < 4 && value < largest) {
            value = value * 10 + (*c - '0');
            digits++;
            decimals += decimals >= 0;
        } else if (*c != '0' || decimals < 4) {
            return 0;
        }
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 4; i++) {
        if (value > largest) {
            return 0;
        }
        value *= 10;
    }
    *scaled = negative ? -value : value;
    return digits > 0 && decimals != 0;
}

int parse_number(const char *from, int64_t *number) {
    int64_t scaled;
    if (strchr(from, '.') != NULL || from[0] == '-' || !parse_decimal(from, &scaled)) {
        return 0;
    }
    *number = scaled / SCALE;
    return 1;
}
