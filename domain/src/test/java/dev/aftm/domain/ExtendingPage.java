package dev.aftm.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A page of {@code docs/extending}, whose code is compiled unchanged. */
public final class ExtendingPage {

    private static final Path PAGES = Path.of("..", "docs", "extending");

    private ExtendingPage() {}

    /** Compiles the page's first Java class into a folder, with warnings as errors, and loads it. */
    public static Class<?> compiled(String page, String className, Path folder)
            throws IOException, ClassNotFoundException {
        compile(page, className, folder);
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ExtendingPage.class.getClassLoader());
        return loader.loadClass(className);
    }

    private static void compile(String page, String className, Path folder) throws IOException {
        Path source = Files.writeString(
                folder.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java"), code(page));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-path,-classfile,-processing",
                        "-Werror",
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).as("the code of " + page + " compiles").isZero();
    }

    private static String code(String page) throws IOException {
        Matcher blocks =
                Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGES.resolve(page)));
        assertThat(blocks.find()).isTrue();
        return blocks.group(1);
    }
}
