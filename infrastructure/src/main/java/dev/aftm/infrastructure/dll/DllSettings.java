package dev.aftm.infrastructure.dll;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How an exchange library is loaded and logged in to.
 *
 * @param library the file
 * @param options what the library is told when it is opened; it ignores what it does not know
 * @param user who logs in; empty where the library wants nobody
 * @param password asked for at each login, wiped after it; where there is none it throws, with a sentence for people
 */
public record DllSettings(Path library, Map<String, String> options, String user, Supplier<byte[]> password) {

    public DllSettings {
        options = Map.copyOf(options);
    }

    /** One "name=value" a line. */
    String optionLines() {
        StringBuilder lines = new StringBuilder();
        options.forEach((name, value) ->
                lines.append(name).append('=').append(value.replace('\n', ' ')).append('\n'));
        return lines.toString();
    }
}
