package dev.aftm.infrastructure.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes how to start one process of the system.
 *
 * @param name for people
 * @param arguments of its command line, e.g. {@code gateway}
 * @param onRestart further arguments for a restart, when nobody may be at the terminal
 * @param jvmOptions options of its virtual machine
 * @param environment its environment variables, besides the few that any Java process needs
 */
public record ProcessSpec(
        String name,
        List<String> arguments,
        List<String> onRestart,
        List<String> jvmOptions,
        Map<String, String> environment) {

    public ProcessSpec {
        arguments = List.copyOf(arguments);
        onRestart = List.copyOf(onRestart);
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    /** All command-line arguments, for the first start or a restart. */
    List<String> arguments(boolean isRestart) {
        List<String> all = new ArrayList<>(arguments);
        if (isRestart) {
            all.addAll(onRestart);
        }
        return all;
    }
}
