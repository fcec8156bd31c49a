/* From the encoding that the library states to the UTF-8 of its ledger, and back. */
#ifndef AFTM_SIMULATOR_CHARSET_H
#define AFTM_SIMULATOR_CHARSET_H

#include "text.h"

/* Whether this machine can convert between the encoding ("UTF-8" or "MS950") and UTF-8. */
int charset_is_known(const char *encoding);

/* Appends the text as UTF-8; 0 where it is not sound in its encoding. */
int charset_to_utf8(const char *encoding, const char *from, text *out);

/* Appends UTF-8 text in the encoding; 0 where it cannot be written in it. */
int charset_from_utf8(const char *encoding, const char *from, text *out);

#endif
