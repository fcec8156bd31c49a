/*
 * Starts the .NET Framework 4 in this process, on Windows. MinGW has no metahost.h, so the few required interfaces are declared
 * here: a method's slot is its position in the Windows SDK's interface, after the three methods of IUnknown.
 */
#include "exchange_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <windows.h>

static const GUID META_HOST_CLASS = {
    0x9280188d, 0x0e8e, 0x4867, {0xb3, 0x0c, 0x7f, 0xa8, 0x38, 0x84, 0xe8, 0xde}};
static const GUID META_HOST = {0xd332db9e, 0xb9b3, 0x4125, {0x82, 0x07, 0xa1, 0x48, 0x84, 0xf5, 0x32, 0x16}};
static const GUID RUNTIME_INFO = {0xbd39d1d2, 0xba2f, 0x486a, {0x89, 0xb0, 0xb4, 0xb0, 0xcb, 0x46, 0x68, 0x91}};
static const GUID RUNTIME_HOST_CLASS = {
    0x90f1a06e, 0x7712, 0x4762, {0x86, 0xb5, 0x7a, 0x5e, 0xba, 0x6b, 0xdb, 0x02}};
static const GUID RUNTIME_HOST = {0x90f1a06c, 0x7712, 0x4762, {0x86, 0xb5, 0x7a, 0x5e, 0xba, 0x6b, 0xdb, 0x02}};

enum { META_HOST_GET_RUNTIME = 3, RUNTIME_INFO_GET_INTERFACE = 9, RUNTIME_HOST_START = 3, RUNTIME_HOST_EXECUTE = 11 };

/* A COM object: it starts with a pointer to the table of its methods. */
typedef struct com_object {
    void **methods;
} com_object;

typedef HRESULT(WINAPI *create_instance)(const GUID *, const GUID *, void **);
typedef HRESULT(WINAPI *get_runtime)(com_object *, const wchar_t *, const GUID *, void **);
typedef HRESULT(WINAPI *get_interface)(com_object *, const GUID *, const GUID *, void **);
typedef HRESULT(WINAPI *start)(com_object *);
typedef HRESULT(WINAPI *execute)(
    com_object *, const wchar_t *, const wchar_t *, const wchar_t *, const wchar_t *, DWORD *);

#define PATH_CHARS 4200

static int failed(const char *step, HRESULT result, char *why, int capacity) {
    snprintf(why, (size_t)capacity, "The .NET Framework cannot be started: %s failed with 0x%08lx.", step,
        (unsigned long)result);
    return 0;
}

int boot_runtime(const char *folder, exchange_table *table, char *why, int capacity) {
    com_object *meta_host = NULL;
    com_object *info = NULL;
    com_object *host = NULL;
    HMODULE loader = LoadLibraryA("mscoree.dll");
    create_instance create = loader == NULL ? NULL : (create_instance)(void *)GetProcAddress(loader, "CLRCreateInstance");
    if (create == NULL) {
        snprintf(why, (size_t)capacity, "There is no .NET Framework 4 on this machine; install it.");
        return 0;
    }
    HRESULT result = create(&META_HOST_CLASS, &META_HOST, (void **)&meta_host);
    if (FAILED(result)) {
        return failed("CLRCreateInstance", result, why, capacity);
    }
    result = ((get_runtime)meta_host->methods[META_HOST_GET_RUNTIME])(
        meta_host, L"v4.0.30319", &RUNTIME_INFO, (void **)&info);
    if (FAILED(result)) {
        return failed("GetRuntime", result, why, capacity);
    }
    result = ((get_interface)info->methods[RUNTIME_INFO_GET_INTERFACE])(
        info, &RUNTIME_HOST_CLASS, &RUNTIME_HOST, (void **)&host);
    if (FAILED(result)) {
        return failed("GetInterface", result, why, capacity);
    }
    /* S_FALSE means that it was already running, which is a success. */
    result = ((start)host->methods[RUNTIME_HOST_START])(host);
    if (FAILED(result)) {
        return failed("Start", result, why, capacity);
    }
    wchar_t wide_folder[PATH_CHARS];
    wchar_t path[PATH_CHARS + 32];
    wchar_t address[32];
    DWORD misfit = 1;
    if (MultiByteToWideChar(CP_ACP, 0, folder, -1, wide_folder, PATH_CHARS) == 0) {
        snprintf(why, (size_t)capacity, "The path of this library cannot be converted.");
        return 0;
    }
    _snwprintf(path, PATH_CHARS + 32, L"%ls\\ExchangeAdapter.dll", wide_folder);
    _snwprintf(address, 32, L"%llx", (unsigned long long)(uintptr_t)table);
    result = ((execute)host->methods[RUNTIME_HOST_EXECUTE])(
        host, path, L"Aftm.Exchange.Entry", L"Fill", address, &misfit);
    if (FAILED(result)) {
        return failed("loading ExchangeAdapter.dll, which must be in this library's folder with PFCFApi.dll,", result, why,
            capacity);
    }
    if (misfit != 0) {
        snprintf(why, (size_t)capacity,
            "ExchangeAdapter.dll was built for another exchange_dll.h: its structure %lu has another size.", misfit);
        return 0;
    }
    return 1;
}
