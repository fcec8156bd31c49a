/* Texts and memory for the simulated exchange. */
#ifndef AFTM_SIMULATOR_TEXT_H
#define AFTM_SIMULATOR_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* A text that grows; `failed` is set, and stays, when memory runs out. */
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

/* A number in units of 1/10000, without needless zeros. */
void text_add_decimal(text *out, int64_t scaled);

/* A quoted JSON string of UTF-8 text. */
void text_add_json(text *out, const char *utf8);

/* Copies into a field of fixed size; cuts what does not fit at a UTF-8 character's boundary. */
void copy_text(char *field, size_t capacity, const char *from);

/* A copy of a text on the heap, or NULL. */
char *duplicate(const char *from);

/* Reads a decimal such as 17300.25 into units of 1/10000; 0 where it is none. */
int parse_decimal(const char *from, int64_t *scaled);

/* Reads a whole number from 0 on; 0 where it is none. */
int parse_number(const char *from, int64_t *number);

#endif
