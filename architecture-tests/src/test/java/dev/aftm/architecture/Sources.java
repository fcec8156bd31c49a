package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the classes. */
final class Sources {

    static final int MOST_LINES = 300;

    /** A type at the left margin, or an abstract method of one. */
    private static final Pattern DECLARATION = Pattern.compile(
            "((public |final |sealed |abstract )*(interface|record|enum|class) .*)|( {4}(?! )[\\w.<>@\\[\\], ?]+ \\w+\\(.*\\);)");

    private Sources() {}

    /** Where a class is written; empty where that is not known. */
    static Optional<Path> of(JavaClass type) {
        String module = Layer.of(type).module();
        String file = type.getSource().flatMap(Source::getFileName).orElse(type.getSimpleName() + ".java");
        String name = type.getPackageName().replace('.', '/') + "/" + file;
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

    /** Lines of a class's code that match, for what leaves no trace in its class file. */
    static Stream<String> saying(JavaClass type, String pattern) {
        return lines(type).stream()
                .filter(Sources::isCode)
                .filter(line -> line.matches(pattern))
                .map(line -> "Class <" + type.getName() + "> says \"" + line.strip() + "\"");
    }

    /** What a class declares, itself included, without a comment in front of it that says what it is. */
    static Stream<String> unexplained(JavaClass type) {
        List<String> lines = lines(type);
        List<String> unexplained = new ArrayList<>();
        String before = "";
        for (String line : lines) {
            boolean isOverridden = before.equals("@Override");
            if (DECLARATION.matcher(line).matches() && !before.endsWith("*/") && !isOverridden) {
                unexplained.add("Class <" + type.getName() + "> does not explain \"" + line.strip() + "\"");
            }
            boolean isOtherAnnotation =
                    line.strip().startsWith("@") && !line.strip().equals("@Override");
            if (!line.isBlank() && !isOtherAnnotation) {
                before = line.strip();
            }
        }
        return unexplained.stream();
    }

    /** Whether the package of a class has a package-info that begins with a comment. */
    static boolean hasPackageComment(JavaClass type) {
        Path info = source(type).resolveSibling("package-info.java");
        try {
            return Files.exists(info) && Files.readString(info).startsWith("/**");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path source(JavaClass type) {
        return of(type).orElseThrow(() -> new AssertionError("Where is the source of " + type.getName() + "?"));
    }

    private static List<String> lines(JavaClass type) {
        try {
            return Files.readAllLines(source(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
