package dev.aftm.infrastructure.process;

import java.util.List;

/**
 * One component of the system, as a process.
 *
 * @param name for people
 * @param arguments of the command line that starts it, e.g. {@code gateway}
 * @param jvmOptions of its virtual machine
 */
public record ComponentSpec(String name, List<String> arguments, List<String> jvmOptions) {

    public ComponentSpec {
        arguments = List.copyOf(arguments);
        jvmOptions = List.copyOf(jvmOptions);
    }
}
