/* Converts between the library's text encoding and the UTF-8 of its ledger. */
#ifndef AFTM_SIMULATOR_CHARSET_H
#define AFTM_SIMULATOR_CHARSET_H

#include "text.h"

/* Whether this machine can convert between the encoding ("UTF-8" or "MS950") and UTF-8. */
int charset_is_known(const char *encoding);

/* Appends the text as UTF-8; returns 0 if it is not valid in its encoding. */
int charset_to_utf8(const char *encoding, const char *from, text *out);

/* Appends UTF-8 text in the encoding; returns 0 if the encoding lacks a character. */
int charset_from_utf8(const char *encoding, const char *from, text *out);

#endif
