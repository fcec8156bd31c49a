package dev.aftm.infrastructure.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One component of the system, as a process.
 *
 * @param name for people
 * @param arguments of the command line that starts it, e.g. {@code gateway}
 * @param onRestart further arguments where it is started again, when nobody may be at the terminal
 * @param jvmOptions of its virtual machine
 * @param environment what its environment holds, besides the few variables that any Java process needs
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

    /** The whole command line of the component, for its first start or a later one. */
    List<String> arguments(boolean isRestart) {
        List<String> all = new ArrayList<>(arguments);
        if (isRestart) {
            all.addAll(onRestart);
        }
        return all;
    }
}
