#include "ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#if defined(_WIN32)
#include <io.h>
#include <sys/locking.h>
#include <windows.h>
#define O_CLOEXEC 0
#define ftruncate _chsize_s
#else
#include <unistd.h>
#define O_BINARY 0
#endif

struct ledger {
    int descriptor;
    int64_t good;    /* the end of the last complete line */
    char *bytes;     /* the content, while it is being read */
    char *next;      /* the next line to read */
    int64_t lines;
};

static int lock(int descriptor) {
#if defined(_WIN32)
    return _locking(descriptor, _LK_NBLCK, 1) == 0;
#else
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_SETLK, &whole) == 0;
#endif
}

static int open_file(const char *path) {
#if defined(_WIN32)
    wchar_t wide[1024];
    if (MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, 1024) <= 0) {
        return -1;
    }
    return _wopen(wide, O_RDWR | O_CREAT | O_BINARY, _S_IREAD | _S_IWRITE);
#else
    return open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
#endif
}

static int read_all(ledger *file) {
    struct stat status;
    if (fstat(file->descriptor, &status) != 0) {
        return 0;
    }
    size_t size = (size_t)status.st_size;
    file->bytes = malloc(size + 1);
    if (file->bytes == NULL) {
        return 0;
    }
    size_t have = 0;
    while (have < size) {
        size_t part = size - have < (1u << 30) ? size - have : 1u << 30;
        long count = (long)read(file->descriptor, file->bytes + have, (unsigned int)part);
        if (count <= 0) {
            return 0;
        }
        have += (size_t)count;
    }
    while (have > 0 && file->bytes[have - 1] != '\n') {
        have--;
    }
    file->bytes[have] = '\0';
    file->next = file->bytes;
    file->good = (int64_t)have;
    return have == size || ftruncate(file->descriptor, (int64_t)have) == 0;
}

ledger *ledger_open(const char *path, exchange_status *why) {
    ledger *file = calloc(1, sizeof *file);
    int descriptor = file == NULL ? -1 : open_file(path);
    if (descriptor < 0) {
        free(file);
        snprintf(why->text, sizeof why->text, "The exchange's ledger cannot be opened: %s.", strerror(errno));
        return NULL;
    }
    file->descriptor = descriptor;
    if (!lock(descriptor)) {
        snprintf(why->text, sizeof why->text,
            "The exchange's ledger is in use by another process; stop that process, or choose another DATA_DIR.");
    } else if (!read_all(file)) {
        snprintf(why->text, sizeof why->text, "The exchange's ledger cannot be read: %s.", strerror(errno));
    } else {
        return file;
    }
    ledger_close(file);
    return NULL;
}

static int hex(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Decodes one \uXXXX; this ledger escapes only characters below 0x80. */
static int unescape_unicode(const char *digits, char *out) {
    int code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex(digits[i]);
        if (digit < 0) {
            return 0;
        }
        code = code * 16 + digit;
    }
    *out = (char)code;
    return code > 0 && code < 0x80;
}

/* Removes the quotes and escapes of a string in place. Returns the position after it, or NULL if it is not a string. */
static char *read_string(char *from, char **value) {
    static const char ESCAPES[] = "\"\\/bfnrt";
    static const char MEANINGS[] = "\"\\/\b\f\n\r\t";
    if (*from != '"') {
        return NULL;
    }
    char *out = from + 1;
    char *in = from + 1;
    *value = out;
    while (*in != '"') {
        const char *escape;
        if (*in == '\0') {
            return NULL;
        }
        if (*in != '\\') {
            *out++ = *in++;
        } else if (in[1] == 'u') {
            if (!unescape_unicode(in + 2, out)) {
                return NULL;
            }
            out++;
            in += 6;
        } else if (in[1] != '\0' && (escape = strchr(ESCAPES, in[1])) != NULL) {
            *out++ = MEANINGS[escape - ESCAPES];
            in += 2;
        } else {
            return NULL;
        }
    }
    *out = '\0';
    return in + 1;
}

static char *skip_blanks(char *from) {
    while (*from == ' ' || *from == '\t') {
        from++;
    }
    return from;
}

/* Reads one value and the comma or brace after it; overwrites that character with NUL and returns it in *behind. */
static char *read_value(char *from, char **value, char *behind) {
    char *end;
    if (*from == '"') {
        end = read_string(from, value);
        if (end == NULL) {
            return NULL;
        }
    } else {
        *value = from;
        end = from + strcspn(from, " \t,}");
        if (end == from || strcspn(from, "{[\"") < (size_t)(end - from)) {
            return NULL;
        }
    }
    char *mark = skip_blanks(end);
    *behind = *mark;
    *end = '\0';
    return *behind == ',' || *behind == '}' ? mark + 1 : NULL;
}

static int read_object(char *from, ledger_line *line) {
    char behind = ',';
    from = skip_blanks(from);
    if (*from++ != '{') {
        return 0;
    }
    while (behind == ',') {
        char *name;
        char *value;
        from = read_string(skip_blanks(from), &name);
        if (from == NULL || *(from = skip_blanks(from)) != ':' || line->count == LEDGER_MOST_FIELDS) {
            return 0;
        }
        from = read_value(skip_blanks(from + 1), &value, &behind);
        if (from == NULL) {
            return 0;
        }
        line->names[line->count] = name;
        line->values[line->count++] = value;
    }
    return *skip_blanks(from) == '\0';
}

int ledger_read(ledger *file, ledger_line *line) {
    line->count = 0;
    if (file->next == NULL || file->next == file->bytes + file->good) {
        free(file->bytes);
        file->bytes = NULL;
        file->next = NULL;
        return 0;
    }
    char *end = strchr(file->next, '\n');
    if (end == NULL) {
        return -1;
    }
    *end = '\0';
    char *start = file->next;
    file->next = end + 1;
    file->lines++;
    return read_object(start, line) ? 1 : -1;
}

int64_t ledger_lines(const ledger *file) {
    return file->lines;
}

const char *ledger_field(const ledger_line *line, const char *name) {
    for (int i = 0; i < line->count; i++) {
        if (strcmp(line->names[i], name) == 0) {
            return line->values[i];
        }
    }
    return NULL;
}

int ledger_append(ledger *file, const text *line) {
    if (line->failed) {
        return 0;
    }
    if (lseek(file->descriptor, file->good, SEEK_SET) < 0) {
        return 0;
    }
    size_t written = 0;
    while (written < line->length) {
        long count = (long)write(file->descriptor, line->bytes + written, (unsigned int)(line->length - written));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            /* A partly written line must not be joined to the next one; if this fails, the next line overwrites it. */
            int cut = ftruncate(file->descriptor, file->good);
            (void)cut;
            return 0;
        }
        written += (size_t)count;
    }
    file->good += (int64_t)line->length;
    return 1;
}

void ledger_close(ledger *file) {
    if (file != NULL) {
        close(file->descriptor);
        free(file->bytes);
        free(file);
    }
}
