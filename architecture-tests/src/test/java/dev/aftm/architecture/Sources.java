package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of the classes. */
final class Sources {

    static final int MOST_LINES = 300;

    private Sources() {}

    /** Where a class is written; empty where that is not known. */
    static Optional<Path> of(JavaClass type) {
        String module = Layer.of(type).module();
        String name = type.getName().replace('.', '/') + ".java";
        return Stream.of(
                        Path.of("..", module, "src", "main", "java"),
                        Path.of("..", module, "src", "test", "java"),
                        Path.of("src", "test", "java"))
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    static Stream<String> tooLong(JavaClass type) {
        long count = lines(type).stream().filter(Sources::isCode).count();
        return count > MOST_LINES
                ? Stream.of("Class <" + type.getName() + "> has " + count + " lines")
                : Stream.empty();
    }

    private static boolean isCode(String line) {
        String text = line.strip();
        return !text.isEmpty()
                && !text.startsWith("//")
                && !text.startsWith("/*")
                && !text.startsWith("*")
                && !text.startsWith("import ")
                && !text.startsWith("package ");
    }

    /** What the compiler adds for resources and monitors is in the class files, so these are not asked. */
    static Stream<String> catchesOfEverything(JavaClass type) {
        return lines(type).stream()
                .filter(line -> line.matches(".*catch \\((final )?(Throwable|Error) .*"))
                .map(line -> "Class <" + type.getName() + "> says \"" + line.strip() + "\"");
    }

    private static List<String> lines(JavaClass type) {
        Path source = of(type).orElseThrow(() -> new AssertionError("Where is the source of " + type.getName() + "?"));
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
