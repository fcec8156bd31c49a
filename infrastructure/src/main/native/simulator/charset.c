#include "charset.h"

#include <string.h>

#define CODE_PAGE 950

static int is_utf8(const char *encoding) {
    return strcmp(encoding, "UTF-8") == 0;
}

#if defined(_WIN32)

#include <windows.h>

static int convert(const char *from, UINT from_page, UINT to_page, text *out) {
    wchar_t wide[1024];
    char bytes[4096];
    int length = MultiByteToWideChar(from_page, MB_ERR_INVALID_CHARS, from, -1, wide, 1024);
    if (length <= 0) {
        return 0;
    }
    int written = WideCharToMultiByte(to_page, 0, wide, length, bytes, (int)sizeof bytes, NULL, NULL);
    if (written <= 0) {
        return 0;
    }
    text_add_bytes(out, bytes, (size_t)written - 1);
    return !out->failed;
}

int charset_is_known(const char *encoding) {
    return is_utf8(encoding) || (strcmp(encoding, "MS950") == 0 && IsValidCodePage(CODE_PAGE));
}

int charset_to_utf8(const char *encoding, const char *from, text *out) {
    return convert(from, is_utf8(encoding) ? CP_UTF8 : CODE_PAGE, CP_UTF8, out);
}

int charset_from_utf8(const char *encoding, const char *from, text *out) {
    return convert(from, CP_UTF8, is_utf8(encoding) ? CP_UTF8 : CODE_PAGE, out);
}

#else

#include <iconv.h>

static int convert(const char *from, const char *from_name, const char *to_name, text *out) {
    iconv_t converter = iconv_open(to_name, from_name);
    if (converter == (iconv_t)-1) {
        return 0;
    }
    char bytes[4096];
    char *input = (char *)(uintptr_t)from;
    size_t input_left = strlen(from);
    char *output = bytes;
    size_t output_left = sizeof bytes;
    size_t result = iconv(converter, &input, &input_left, &output, &output_left);
    iconv_close(converter);
    if (result == (size_t)-1) {
        return 0;
    }
    text_add_bytes(out, bytes, sizeof bytes - output_left);
    return !out->failed;
}

static const char *name_of(const char *encoding) {
    return is_utf8(encoding) ? "UTF-8" : "CP950";
}

int charset_is_known(const char *encoding) {
    if (is_utf8(encoding)) {
        return 1;
    }
    iconv_t converter = strcmp(encoding, "MS950") == 0 ? iconv_open("UTF-8", "CP950") : (iconv_t)-1;
    if (converter == (iconv_t)-1) {
        return 0;
    }
    iconv_close(converter);
    return 1;
}

int charset_to_utf8(const char *encoding, const char *from, text *out) {
    return convert(from, name_of(encoding), "UTF-8", out);
}

int charset_from_utf8(const char *encoding, const char *from, text *out) {
    return convert(from, "UTF-8", name_of(encoding), out);
}

#endif
