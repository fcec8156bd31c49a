/*
 * Starts Mono in this process. Its handlers for SIGSEGV and similar signals are chained behind those of the JVM; otherwise a
 * null check in Java would end the process. The runtime is never shut down, because it could not be started again.
 */
#include "exchange_table.h"

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>

#include <mono/jit/jit.h>
#include <mono/metadata/assembly.h>
#include <mono/metadata/debug-helpers.h>
#include <mono/metadata/mono-config.h>

/* The header that declares this is not installed everywhere. */
extern void mono_set_signal_chaining(mono_bool chain);

#define PATH_BYTES 4200

/* Makes Mono's symbols global, because native libraries that Mono loads look them up there. */
static void show_symbols_of_mono(void) {
    Dl_info mono;
    if (dladdr((void *)&mono_jit_init_version, &mono) != 0) {
        dlopen(mono.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
    }
}

int boot_runtime(const char *folder, exchange_table *table, char *why, int capacity) {
    char path[PATH_BYTES];
    char address[32];
    show_symbols_of_mono();
    mono_set_signal_chaining(1);
    mono_config_parse(NULL);
    MonoDomain *domain = mono_jit_init_version("aftm", "v4.0.30319");
    if (domain == NULL) {
        snprintf(why, (size_t)capacity, "The Mono runtime cannot be started.");
        return 0;
    }
    snprintf(path, sizeof path, "%s/ExchangeAdapter.dll", folder);
    MonoAssembly *assembly = mono_domain_assembly_open(domain, path);
    if (assembly == NULL) {
        snprintf(why, (size_t)capacity, "ExchangeAdapter.dll cannot be loaded; put it into the folder of this library.");
        return 0;
    }
    MonoMethodDesc *name = mono_method_desc_new("Aftm.Exchange.Entry:Fill(string)", 1);
    MonoMethod *fill = mono_method_desc_search_in_image(name, mono_assembly_get_image(assembly));
    mono_method_desc_free(name);
    if (fill == NULL) {
        snprintf(why, (size_t)capacity, "ExchangeAdapter.dll is not AFTM's adapter: it lacks Aftm.Exchange.Entry.Fill.");
        return 0;
    }
    snprintf(address, sizeof address, "%" PRIxPTR, (uintptr_t)table);
    void *arguments[] = {mono_string_new(domain, address)};
    MonoObject *thrown = NULL;
    MonoObject *result = mono_runtime_invoke(fill, NULL, arguments, &thrown);
    if (thrown != NULL || result == NULL) {
        snprintf(why, (size_t)capacity,
            "The adapter cannot be started; check that the broker's assembly, PFCFApi.dll, is in the folder of this library.");
        return 0;
    }
    int32_t misfit = *(int32_t *)mono_object_unbox(result);
    if (misfit != 0) {
        snprintf(why, (size_t)capacity,
            "ExchangeAdapter.dll was built for another exchange_dll.h: its structure %d has another size.", misfit);
        return 0;
    }
    return 1;
}
