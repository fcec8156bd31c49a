package dev.aftm.infrastructure.dll;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Loads an exchange library and checks that it has the interface this adapter was built for. */
final class LibraryLoader {

    /** {@code RTLD_NOW}: a missing symbol is found when the library is loaded, not during an order. */
    private static final int RESOLVE_NOW = 2;

    private static final int MOST_FIELDS = 32;
    private static final String VERSION_FUNCTION = "exchange_abi_version";
    private static final String LAYOUT_FUNCTION = "exchange_layout";

    private LibraryLoader() {}

    /**
     * Loads the library and binds {@link ExchangeLibrary} to it.
     *
     * @throws LibraryException it has another interface; only its functions for version and layout were called
     */
    static void load(Path path) {
        LibraryFile.require(path);
        NativeLibrary library = open(path);
        require(
                path,
                "interface version",
                ExchangeLibrary.ABI_VERSION,
                function(path, library, VERSION_FUNCTION).invokeInt(new Object[0]));
        ExchangeLibrary.functions().forEach(name -> function(path, library, name));
        Function layout = function(path, library, LAYOUT_FUNCTION);
        Layouts.all().forEach(structure -> requireLayout(path, structure, layout));
        ExchangeLibrary.bind(library);
    }

    private static NativeLibrary open(Path path) {
        Map<String, Object> options = new HashMap<>();
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            options.put(Library.OPTION_OPEN_FLAGS, RESOLVE_NOW);
        }
        try {
            return NativeLibrary.getInstance(path.toAbsolutePath().toString(), options);
        } catch (UnsatisfiedLinkError e) {
            throw new LibraryException("The exchange library " + path + " cannot be loaded into this Java ("
                    + LibraryFile.javaPlatform() + "): " + reason(e) + ".");
        }
    }

    /** The message of the system's loader; JNA puts a line of its own before it. */
    private static String reason(UnsatisfiedLinkError failure) {
        List<String> lines = String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? "no reason was given" : lines.get(Math.min(1, lines.size() - 1));
    }

    private static Function function(Path path, NativeLibrary library, String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            throw new LibraryException("The exchange library " + path + " lacks the function " + name
                    + ", so it is not built for exchange_dll.h, version " + ExchangeLibrary.ABI_VERSION + ".");
        }
    }

    private static void require(Path path, String what, int expected, int found) {
        if (expected != found) {
            throw new LibraryException("The exchange library " + path + " does not fit this version of AFTM: its "
                    + what + " is " + found + ", but must be " + expected + ".");
        }
    }

    private static void requireLayout(Path path, Layout structure, Function layout) {
        int[] offsets = new int[MOST_FIELDS];
        Arrays.fill(offsets, -1);
        int size = layout.invokeInt(new Object[] {structure.id(), offsets, offsets.length});
        require(path, "size of " + structure.name(), structure.size(), size);
        List<Integer> expected = structure.offsets();
        IntStream.range(0, expected.size())
                .forEach(i -> require(
                        path, "offset of field " + (i + 1) + " of " + structure.name(), expected.get(i), offsets[i]));
    }
}
