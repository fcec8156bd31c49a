/* Texts and memory for the simulated exchange. */
#ifndef AFTM_SIMULATOR_TEXT_H
#define AFTM_SIMULATOR_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* A growing text; `failed` is set, and stays set, when memory runs out. */
typedef struct text {
    char *bytes;
    size_t length;
    size_t capacity;
    int failed;
} text;

void text_clear(text *out);
void text_free(text *out);
void text_add(text *out, const char *part);
void text_add_bytes(text *out, const char *part, size_t length);
void text_add_number(text *out, int64_t number);

/* Appends a number given in units of 1/10000 as a decimal, without trailing zeros. */
void text_add_decimal(text *out, int64_t scaled);

/* Appends UTF-8 text as a quoted JSON string. */
void text_add_json(text *out, const char *utf8);

/* Copies a text into a field of fixed size; truncates it at a UTF-8 character boundary if it is too long. */
void copy_text(char *field, size_t capacity, const char *from);

/* A copy of a text on the heap; NULL if memory ran out. */
char *duplicate(const char *from);

/* Parses a decimal such as 17300.25 into units of 1/10000; returns 0 if it is not a decimal. */
int parse_decimal(const char *from, int64_t *scaled);

/* Parses a whole number of 0 or more; returns 0 if it is not one. */
int parse_number(const char *from, int64_t *number);

#endif
