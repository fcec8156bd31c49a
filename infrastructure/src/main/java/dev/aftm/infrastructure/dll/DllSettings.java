package dev.aftm.infrastructure.dll;

import dev.aftm.infrastructure.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Settings for loading an exchange library and logging in.
 *
 * @param library the library's file
 * @param options options passed to the library when it is opened; it ignores unknown ones
 * @param user the user name; empty if the library needs none
 * @param password called at each login; the secret is closed afterwards. Throws with a sentence for people if there is no password
 */
public record DllSettings(Path library, Map<String, String> options, String user, Supplier<Secret> password) {

    public DllSettings {
        options = Map.copyOf(options);
    }

    /** The options as lines "name=value". */
    String optionLines() {
        StringBuilder lines = new StringBuilder();
        options.forEach((name, value) ->
                lines.append(name).append('=').append(value.replace('\n', ' ')).append('\n'));
        return lines.toString();
    }
}
